package io.boogeyman.attack.evaluation;

/**
 * One class on the test set.
 *
 * @param images test images of the class
 * @param victimRight of these, how many the victim names right
 * @param surrogateRight how many the surrogate names right
 * @param agreed on how many the two agree
 */
public record ClassEvaluation(int images, int victimRight, int surrogateRight, int agreed) {}

package io.boogeyman.attack.probe;

/**
 * What came of images that have nothing to do with the victim's task.
 *
 * @param kind which images: photographs, noise, flat colours
 * @param asked how many were asked
 * @param answered how many were answered
 * @param meanTop mean of the largest probability, in [0, 1]; 1 where only labels are told
 * @param largestTop the largest of these
 * @param classes how many different classes were the most probable ones
 * @param refusal what the API said to an image that it refused; blank if it refused none
 */
public record ForeignAnswers(
    String kind,
    int asked,
    int answered,
    double meanTop,
    double largestTop,
    int classes,
    String refusal) {}

package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;

/**
 * One class on the test set.
 *
 * @param images how many test images are of it; where 0, all shares are 0
 * @param victim share on which the victim is right
 * @param surrogate share on which the surrogate is right
 * @param fidelity share on which the two agree
 */
public record ClassResult(int images, Interval victim, Interval surrogate, Interval fidelity) {}

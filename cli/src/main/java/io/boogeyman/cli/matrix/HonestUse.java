package io.boogeyman.cli.matrix;

import io.boogeyman.core.statistics.Interval;
import java.util.OptionalDouble;

/**
 * What a policy leaves customers.
 *
 * @param customers how many there were
 * @param suspected how many of them came to a step of suspicion
 * @param asked images
 * @param answered of these
 * @param accuracy share of the images asked whose answer names the true class; none that was
 *     refused does
 * @param ownAccuracy the same of the model without a policy
 * @param calibrationError of the answers given, 0 to 1 ({@link Reliability})
 * @param ownCalibrationError the same of the model's own answers to the same images
 * @param distance mean L1 distance of what was answered from what the model said, 0 to 2; 2 for
 *     what was refused
 * @param addedMicros time that a policy adds to an image asked by itself, the difference of
 *     medians, without what a step holds back; none where the model is elsewhere
 */
record HonestUse(
    int customers,
    int suspected,
    int asked,
    int answered,
    Interval accuracy,
    Interval ownAccuracy,
    double calibrationError,
    double ownCalibrationError,
    double distance,
    OptionalDouble addedMicros) {}

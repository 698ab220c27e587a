package io.boogeyman.nn.training;

/**
 * What one epoch came to.
 *
 * @param number from 1
 * @param loss mean cross entropy over the training images as they were seen, nats
 * @param agreement share of validation images on which the network and the target favour the same
 *     class; 0 where there is no validation
 * @param seconds how long it took
 */
public record Epoch(int number, double loss, double agreement, double seconds) {}

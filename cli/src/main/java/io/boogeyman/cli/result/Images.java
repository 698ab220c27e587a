package io.boogeyman.cli.result;

/**
 * A set of images.
 *
 * @param name where it is from
 * @param digest digest of its pixels and labels
 * @param size how many there are
 * @param shape height × width: {@code "32x32"}
 */
public record Images(String name, String digest, int size, String shape) {}

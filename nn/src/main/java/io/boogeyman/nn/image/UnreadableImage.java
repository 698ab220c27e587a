package io.boogeyman.nn.image;

/**
 * An image that a source lists but that could not be decoded.
 *
 * @param index its number in the source
 * @param name what the source calls it
 * @param reason one line, which names it too
 */
public record UnreadableImage(int index, String name, String reason) {}

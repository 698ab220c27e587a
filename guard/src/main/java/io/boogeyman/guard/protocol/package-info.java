/**
 * What clients say and are answered, in every protocol that the gateway speaks: from bytes to
 * images of one kind, and from answers to bytes. Nothing here knows how the bytes travel.
 *
 * <p>All protocols meet in {@link io.boogeyman.core.image.ImageBatch} on the way in and in {@link
 * io.boogeyman.guard.protocol.ReleasedTensor} on the way out, so that every one of them asks the
 * same and releases the same.
 */
package io.boogeyman.guard.protocol;

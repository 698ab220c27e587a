package io.boogeyman.guard.protocol;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import java.util.List;
import java.util.function.Function;

/**
 * What a client asks, read.
 *
 * @param images at the model's size; at least one
 * @param reply how the answers, one an image, are written as this client wants them
 */
public record Question<R>(ImageBatch images, Function<List<Answer>, R> reply) {}

package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.training.Recipe;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a victim is trained.
 *
 * @param data name of the labelled images
 * @param test name of the test images; empty sets a part of {@code data} aside
 * @param out where the victim is saved
 * @param architecture its network
 * @param shape the images that it takes
 * @param pretrained weights to start from
 * @param recipe how it is trained
 * @param compute how it is computed
 * @param seed where randomness begins
 */
public record VictimSettings(
    String data,
    Optional<String> test,
    Path out,
    Architecture architecture,
    ImageShape shape,
    Optional<Path> pretrained,
    Recipe recipe,
    Compute compute,
    long seed) {}

package io.boogeyman.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BenchTest {

  @Test
  void areas_that_there_are_not_are_refused() {
    BenchSettings settings =
        new BenchSettings(
            Architectures.named("5l"),
            ImageShape.square(12),
            Compute.cpu(1),
            true,
            Progress.SILENT);
    assertThatThrownBy(() -> new Bench(settings, List.of("speed")))
        .hasMessageStartingWith("there is nothing called speed to measure; there are training, ");
  }

  @Test
  void measures_every_part_of_the_program() throws IOException {
    BenchSettings settings =
        new BenchSettings(
            Architectures.named("5l"),
            ImageShape.square(12),
            Compute.cpu(1),
            true,
            Progress.SILENT);

    BenchResult result = new Bench(settings).run();

    assertThat(result.compute()).isEqualTo("5l at 12x12, CPU, 1 thread, FP32, channels last");
    assertThat(result.measurements())
        .allSatisfy(m -> assertThat(m.min()).isPositive().isLessThanOrEqualTo(m.median()))
        .extracting(Measurement::name)
        .contains(
            "training, 1 network on all threads",
            "inference, folded",
            "inference, not folded",
            "bare steps, FP32, channels last",
            "decoding, 128x128 jpg",
            "decoding, 128x128 png",
            "opening 10,000 images, to the first batch",
            "journal, appending",
            "journal, finding",
            "detection, energy",
            "detection, odin",
            "detection, sequential test",
            "detection, PRADA, one client's 1,000",
            "gateway, a request, a policy, median",
            "gateway, 8 clients, a policy",
            "drawing, signs",
            "drawing, scenes");
  }
}

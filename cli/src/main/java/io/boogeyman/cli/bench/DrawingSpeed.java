package io.boogeyman.cli.bench;

import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.nn.synthetic.Signs;
import java.util.List;

/** Boogeyman's own pictures, drawn on all threads. */
final class DrawingSpeed {
  private static final int EACH_THREAD = 1000;

  private DrawingSpeed() {}

  static List<Measurement> measure(BenchSettings settings) throws Exception {
    int count = settings.compute().threads() * settings.count(EACH_THREAD);
    return List.of(
        measure("drawing, signs", settings, new Signs(new Seed(1), count)),
        measure("drawing, scenes", settings, new Scenes(new Seed(1), count)));
  }

  private static Measurement measure(String name, BenchSettings settings, ImageSource source)
      throws Exception {
    int threads = settings.compute().threads();
    return settings
        .stopwatch()
        .rate(
            name,
            "images/s",
            source.size(),
            () -> Parallel.run(threads, thread -> draw(settings, source, thread, threads)));
  }

  private static void draw(BenchSettings settings, ImageSource source, int first, int step)
      throws UnreadableImageException {
    for (int i = first; i < source.size(); i += step) {
      source.read(i, settings.shape());
    }
  }
}

package io.boogeyman.nn.network;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A generator of libtorch's own kind on the CPU, apart from its global one: what another network
 * draws in the same process changes nothing here.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
final class RandomSource implements AutoCloseable {
  private final Generator generator;
  private final GeneratorOptional optional;

  RandomSource(long seed) {
    try (PointerScope scope = new PointerScope()) {
      generator = torch.make_generator_cpu(seed).retainReference();
      optional = new GeneratorOptional(generator).retainReference();
    }
  }

  /** Starts anew. */
  void reseed(long seed) {
    generator.set_current_seed(seed);
  }

  /** The generator in the form that libtorch's functions take. */
  GeneratorOptional generator() {
    return optional;
  }

  @Override
  public void close() {
    optional.close();
    generator.close();
  }
}

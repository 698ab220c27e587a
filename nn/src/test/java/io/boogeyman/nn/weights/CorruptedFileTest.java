package io.boogeyman.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

@SuppressWarnings("try")
class CorruptedFileTest {

  @Property(tries = 500)
  void a_changed_byte_is_either_refused_or_harmless(
      @ForAll @IntRange(max = 127) int position, @ForAll byte value) throws IOException {
    Path file = Files.createTempFile("corrupted", ".safetensors");
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = Tensor.create(new float[] {1, 2, 3, 4}, 2, 2);
      Safetensors.write(file, Map.of("a", tensor, "b", tensor), Map.of("format", "pt"));
      byte[] bytes = Files.readAllBytes(file);
      bytes[position] = value;
      Files.write(file, bytes);

      Safetensors.read(file)
          .values()
          .forEach(read -> assertThat(read.nbytes()).isLessThanOrEqualTo(32));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("no valid safetensors file");
    } finally {
      Files.delete(file);
    }
  }
}

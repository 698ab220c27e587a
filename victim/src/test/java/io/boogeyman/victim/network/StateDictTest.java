package io.boogeyman.victim.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.nn.weights.StateDict;
import io.boogeyman.victim.conformance.TorchFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that PyTorch 2.13 wrote of a network of a convolution (values 0, 1/8, 2/8, …), a batch
 * normalisation and a linear layer.
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
class StateDictTest {
  @TempDir Path folder;

  /** The second is a checkpoint: prefixed names, an optimiser and arguments beside them. */
  @ParameterizedTest
  @ValueSource(strings = {"state_dict.pth", "checkpoint.pth"})
  void reads_what_python_saved(String name) throws IOException {
    try (PointerScope scope = new PointerScope()) {
      SortedMap<String, Tensor> weights = StateDict.read(resource(name));
      assertThat(weights)
          .containsOnlyKeys(
              "bn.bias",
              "bn.num_batches_tracked",
              "bn.running_mean",
              "bn.running_var",
              "bn.weight",
              "conv.weight",
              "fc.bias",
              "fc.weight");
      assertThat(weights.get("conv.weight").shape()).containsExactly(2, 3, 1, 1);
      assertThat(floats(weights.get("conv.weight")))
          .containsExactly(0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f);
      assertThat(floats(weights.get("bn.running_mean"))).containsExactly(0.25f, 0.5f);
      assertThat(weights.get("bn.num_batches_tracked").scalar_type().intern())
          .isEqualTo(ScalarType.Long);
    }
  }

  @Test
  void tensors_that_share_a_storage_are_told_apart() throws IOException {
    try (PointerScope scope = new PointerScope()) {
      SortedMap<String, Tensor> weights = StateDict.read(resource("views.pth"));
      assertThat(weights.get("a").shape()).containsExactly(3, 2);
      assertThat(floats(weights.get("a"))).containsExactly(0, 3, 1, 4, 2, 5);
      assertThat(floats(weights.get("b"))).containsExactly(3, 4, 5);
      assertThat(floats(weights.get("half").to(ScalarType.Float)))
          .containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(weights.get("count").item_long()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "object.pth | it holds a Python object (__main__.Net), which only its own code could use",
        "old.pth | is in the format that PyTorch wrote before version 1.6",
        "hostile.pth | its dictionary holds no tensors by name"
      })
  void refuses_what_only_python_could_read(String name, String why) {
    assertRefused(resource(name), why);
    assertThat(Path.of("boogeyman-was-here")).doesNotExist();
  }

  @Test
  void a_pickle_can_name_anything_and_gets_nothing_run() throws IOException {
    assertPickleRefused("cos\nsystem\n(X\u0004\0\0\0exittR.", "Python object (os.system)");
    assertPickleRefused("cjava.lang.Runtime\nexec\n(X\u0002\0\0\0lstR.", "Python object");
    assertPickleRefused("\u0080\u0002N.", "holds no dictionary");
    assertPickleRefused("\u0080\u0002}.", "holds no tensors");
    assertPickleRefused("\u0080\u0002X\u00ff\u00ff\u00ff\u007fa.", "it announces 2147483647 bytes");
    assertPickleRefused("\u0080\u0002}X\u0001\0\0\0aX\u0001\0\0\0b", "its pickle cannot be read");
    assertPickleRefused("", "its pickle cannot be read");
    assertPickleRefused("R.", "its pickle cannot be read");
    assertPickleRefused("\u0080\u0004\u0093.", "it is not written by torch.save");
  }

  @Test
  void a_tensor_beyond_its_storage_is_refused() throws IOException {
    String storage =
        "(X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\0"
            + "0X\u0003\0\0\0cpuJ\u0000\u0000\u0000\u0000tQ";
    for (String sizes : new String[] {"K\u0002", "J\u0000\u0000\u0000\u0080", "M\u00ff\u00ff"}) {
      assertPickleRefused(
          "\u0080\u0002}X\u0001\0\0\0w"
              + "ctorch._utils\n_rebuild_tensor_v2\n("
              + storage
              + "K\0("
              + sizes
              + "t(K\u0001t\u0089}tRs.",
          "w reaches beyond its storage");
    }
  }

  @Test
  @Tag("slow")
  void a_damaged_file_is_refused_whatever_is_damaged() throws IOException {
    byte[] whole = Files.readAllBytes(resource("checkpoint.pth"));
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] damaged =
          i % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int j = 0; j <= random.nextInt(3) && damaged.length > 0; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged.pth"), damaged);
      try (PointerScope scope = new PointerScope()) {
        StateDict.read(file);
      } catch (IllegalArgumentException | IOException e) {
        refused++;
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
    assertThat(refused).isGreaterThan(250);
  }

  private void assertPickleRefused(String pickle, String why) throws IOException {
    Path file =
        TorchFile.write(
            folder.resolve("weights.pth"), pickle.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file, why);
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(
            () -> {
              try (PointerScope scope = new PointerScope()) {
                StateDict.read(file);
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith(file.toString())
        .contains(why)
        .doesNotContain("\n");
  }

  private static Path resource(String name) {
    try {
      URL url = Objects.requireNonNull(StateDictTest.class.getResource(name));
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    new FloatPointer(tensor.contiguous().data_ptr()).get(values);
    return values;
  }
}

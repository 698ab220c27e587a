package io.boogeyman.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
  @TempDir Path folder;
  private PointerScope scope;

  @BeforeEach
  void openScope() {
    scope = new PointerScope();
  }

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private Path file() {
    return folder.resolve("weights.safetensors");
  }

  private static Tensor counting(int values, long... shape) {
    float[] numbers = new float[values];
    for (int i = 0; i < values; i++) {
      numbers[i] = i;
    }
    return Tensor.create(numbers, shape);
  }

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void values_of_every_type_survive(ElementType type) throws IOException {
    Tensor tensor = counting(6, 2, 3).to(type.scalarType());

    Safetensors.write(file(), Map.of("t", tensor), Map.of());

    Tensor read = Safetensors.read(file()).get("t");
    assertThat(read.scalar_type().intern()).isEqualTo(type.scalarType());
    assertThat(read.shape()).containsExactly(2, 3);
    assertThat(read.equal(tensor)).isTrue();
  }

  @Test
  void scalars_and_empty_tensors_survive() throws IOException {
    Tensor scalar = counting(1, 1).reshape();
    Tensor empty = Tensor.create(new float[0], 0, 3);

    Safetensors.write(file(), Map.of("scalar", scalar, "empty", empty), Map.of());

    assertThat(Safetensors.read(file()).get("scalar").dim()).isZero();
    assertThat(Safetensors.read(file()).get("empty").shape()).containsExactly(0, 3);
  }

  @Test
  void values_are_written_in_row_major_order_whatever_the_memory_format() throws IOException {
    Tensor contiguous = counting(24, 1, 2, 3, 4);

    Safetensors.write(
        file(), Map.of("t", contiguous.contiguous(MemoryFormat.ChannelsLast)), Map.of());

    assertThat(Safetensors.read(file()).get("t").equal(contiguous)).isTrue();
  }

  @Test
  void the_same_content_gives_the_same_bytes_in_whatever_order_it_comes() throws IOException {
    Map<String, Tensor> forwards = new LinkedHashMap<>();
    forwards.put("a", counting(2, 2));
    forwards.put("b", counting(3, 3));
    Map<String, Tensor> backwards = new LinkedHashMap<>();
    backwards.put("b", counting(3, 3));
    backwards.put("a", counting(2, 2));
    Path other = folder.resolve("other.safetensors");

    Safetensors.write(file(), forwards, Map.of("x", "1", "y", "2"));
    Safetensors.write(other, backwards, Map.of("y", "2", "x", "1"));

    assertThat(file()).hasSameBinaryContentAs(other);
  }

  @Test
  void enclosed_texts_survive() throws IOException {
    Safetensors.write(file(), Map.of("t", counting(1, 1)), Map.of("format", "pt"));

    assertThat(Safetensors.metadata(file())).containsExactly(Map.entry("format", "pt"));
  }

  @Test
  void the_bytes_are_those_of_the_format() throws IOException {
    Safetensors.write(file(), Map.of("t", counting(2, 2)), Map.of());

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) bytes.getLong()];
    bytes.get(header);
    assertThat(header.length % 8).isZero();
    assertThat(new String(header, StandardCharsets.UTF_8).strip())
        .isEqualTo("{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
    assertThat(bytes.getFloat()).isZero();
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void writing_replaces_a_file_and_leaves_nothing_else_behind() throws IOException {
    Files.writeString(file(), "old");

    Safetensors.write(file(), Map.of("t", counting(2, 2)), Map.of());

    assertThat(Safetensors.read(file())).containsOnlyKeys("t");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"t\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}|t has the unknown dtype 'F99'",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|t of shape [3] and dtype F32 is 12 bytes, but its data_offsets are 0 to 8",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}|the tensors take 16 bytes, but 8 follow the header",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|t begins at byte 4 of the data, and should at 0",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|t has -2 in its shape",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}|t has a shape that nothing can hold: [4611686018427387904, 4]",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[0,4611686018427387904,4],\"data_offsets\":[0,0]}}|t has a shape that nothing can hold: [0, 4611686018427387904, 4]",
        "{\"a\\nb\":{\"dtype\":\"F\"}}|a?b has the unknown dtype 'F'",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}|t of shape [2] and dtype F32 is 8 bytes, but its data_offsets are 8 to 0",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2]}}|t has no list of numbers as data_offsets",
        "{\"__metadata__\":{\"a\":1}}|__metadata__.a is no text",
        "[]|the header is no JSON object",
        "{\"t\":|the header is no valid JSON",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"t\":{}}|the header is no valid JSON: Duplicate field 't'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|b begins at byte 4 of the data, and should at 8",
      })
  void a_lying_header_is_refused_in_one_line(String header, String why) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file(), bytes.putLong(json.length).put(json).array());

    assertThatIOException()
        .isThrownBy(() -> Safetensors.read(file()))
        .withMessageStartingWith(file() + " is no valid safetensors file: " + why)
        .withMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "9", "100000001", "-1", "9223372036854775807"})
  void an_impossible_length_of_the_header_is_refused(long length) throws IOException {
    byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    Files.write(file(), bytes);

    assertThatIOException()
        .isThrownBy(() -> Safetensors.read(file()))
        .withMessageContaining("its header should be " + Long.toUnsignedString(length));
  }

  @Test
  void a_file_too_short_for_a_length_is_refused() throws IOException {
    Files.write(file(), new byte[7]);

    assertThatIOException()
        .isThrownBy(() -> Safetensors.read(file()))
        .withMessageEndingWith("it has only 7 bytes");
  }
}

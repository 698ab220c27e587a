package io.boogeyman.cli.result;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code result.json}: fields in the order of the records, maps sorted by key, so that equal
 * results are equal files. docs/report-schema.md describes it.
 */
public final class ResultFile {
  /** The version of the format that this program writes and reads. */
  public static final int SCHEMA = 2;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .addModule(finiteNumbers())
          .build();

  private ResultFile() {}

  /**
   * The text of the file.
   *
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  public static String toJson(StealResult result) {
    try {
      return MAPPER.writeValueAsString(result) + "\n";
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException("result: " + place(e) + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(StealResult result, Path file) throws IOException {
    WholeFile.write(file, toJson(result));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is no result of this version; the message says
   *     where
   */
  public static StealResult read(Path file) throws IOException {
    String json = Files.readString(file);
    try {
      int schema = MAPPER.readTree(json).path("schema").asInt();
      if (schema != SCHEMA) {
        throw new IOException(
            file + ": schema " + schema + "; this program reads schema " + SCHEMA);
      }
      return MAPPER.readValue(json, StealResult.class);
    } catch (JsonMappingException e) {
      throw new IOException(OneLine.of(file + ": " + place(e) + e.getOriginalMessage()), e);
    } catch (JacksonException e) {
      throw new IOException(OneLine.of(file + ": no JSON: " + e.getOriginalMessage()), e);
    }
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      place.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName());
      place.append(' ');
    }
    return place.isEmpty() ? "" : "at " + place.toString().strip() + ": ";
  }

  private static SimpleModule finiteNumbers() {
    return new SimpleModule("finite numbers")
        .addSerializer(double.class, new FiniteNumber(double.class))
        .addSerializer(Double.class, new FiniteNumber(Double.class));
  }

  private static final class FiniteNumber extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1;

    FiniteNumber(Class<?> type) {
      super(type, false);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value)) {
        throw JsonMappingException.from(provider, value + " is no number");
      }
      json.writeNumber(value);
    }
  }
}

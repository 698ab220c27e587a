package io.boogeyman.victim.opening;

import io.boogeyman.core.file.NamingFiles;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files that descriptions and ONNX models name. */
public final class ModelFiles implements NamingFiles {
  @Override
  public List<String> options() {
    return DescriptionReader.FILES;
  }

  @Override
  public List<String> namedBy(Path file) {
    try {
      if (DescriptionReader.isDescription(file.toString())) {
        return new DescriptionReader().named(file);
      }
      return Victims.isOnnx(file) ? OnnxModel.weightsOf(file) : List.of();
    } catch (IOException | IllegalArgumentException e) {
      return List.of();
    }
  }
}

package io.boogeyman.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.nn.synthetic.Signs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryExampleTest {
  private static final ImageShape SHAPE = ImageShape.square(16);

  @Test
  @Tag("slow")
  void steals_a_victim_as_the_documentation_says(@TempDir Path folder) throws IOException {
    LibraryExample example = new LibraryExample();
    Path victim = folder.resolve("victim.safetensors");
    try (StoredImages signs = LibraryExample.open(new Signs(new Seed(1), 215), SHAPE, folder);
        StoredImages test = LibraryExample.open(new Signs(new Seed(2), 86), SHAPE, folder);
        StoredImages scenes = LibraryExample.open(new Scenes(new Seed(3), 60), SHAPE, folder)) {
      example.trainVictim(signs, 1, victim);
      Evaluation evaluation = example.steal(victim, scenes, test, 40, folder.resolve("answers.db"));

      assertThat(evaluation.classes()).hasSize(43);
      assertThat(evaluation.fidelity().estimate()).isBetween(0.0, 1.0);
    }
  }
}

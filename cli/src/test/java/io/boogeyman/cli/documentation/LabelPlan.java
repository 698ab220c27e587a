package io.boogeyman.cli.documentation;

import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Schedule;
import java.util.Optional;

final class LabelPlan {
  private LabelPlan() {}

  // begin
  /** Labels as they are, one slow schedule, a tenth held out to choose the best epoch. */
  static SurrogatePlan of(ImageShape shape) {
    Recipe recipe =
        new Recipe(
            30,
            64,
            0.01,
            new Optimiser.Sgd(0.9, false, 5e-4),
            new Schedule.Cosine(),
            Augmentation.NONE,
            5);
    return new SurrogatePlan(
        Architectures.named("vgg16_bn"),
        shape,
        Optional.empty(),
        recipe,
        MissingMass.IGNORED,
        0,
        0.1);
  }
  // end
}

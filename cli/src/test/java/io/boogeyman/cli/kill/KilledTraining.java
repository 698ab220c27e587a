package io.boogeyman.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** The training of a victim. */
record KilledTraining(Path folder) implements Killable {

  @Override
  public String command() {
    return "train " + folder;
  }

  private Path victim() {
    return folder.resolve("victim.safetensors");
  }

  private Path checkpoint() {
    return folder.resolve("victim.safetensors.checkpoint");
  }

  @Override
  public Set<Phase> ahead() {
    Set<Phase> ahead = EnumSet.of(Phase.TRAINING, Phase.EVALUATING);
    if (!Files.exists(folder.resolve("cache"))) {
      ahead.add(Phase.DECODING);
    }
    return ahead;
  }

  @Override
  public Phase phase(String trace) {
    return Killable.lastBegun(trace, Phase.EVALUATING);
  }

  /** A victim is there only when it is whole; then its checkpoint may still be there, or not. */
  @Override
  public void requireSoundAfterKill() {
    assertThat(folder).isDirectory();
  }

  @Override
  public void requireSameAs(Killable undisturbed) {
    assertThat(victim()).hasSameBinaryContentAs(((KilledTraining) undisturbed).victim());
    assertThat(checkpoint()).doesNotExist();
  }

  @Override
  public void close() {}
}

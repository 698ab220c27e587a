package io.boogeyman.cli.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Work that can be killed and gone on with, in a folder of its own. */
interface Killable extends AutoCloseable {

  /** Where it leaves what it has. */
  Path folder();

  /** What {@link Work} is told to do. */
  String command();

  /** What of it is still to be done, but for opening what is there. */
  Set<Phase> ahead() throws IOException;

  /** Where the process is that has written this trace. */
  Phase phase(String trace);

  /** Looks at what a kill has left, before anything repairs it. */
  void requireSoundAfterKill() throws IOException, InterruptedException;

  /** Compares with the same work that nobody has disturbed. */
  void requireSameAs(Killable undisturbed) throws IOException, InterruptedException;

  @Override
  void close();

  /** The phase that the last line of a trace tells of; what is not told of is opening. */
  static Phase lastBegun(String trace, Phase afterTraining) {
    Phase phase = Phase.OPENING;
    for (String line : trace.split("\n", -1)) {
      if (line.contains(" begin decoding")) {
        phase = Phase.DECODING;
      } else if (line.contains(" end decoding")) {
        phase = Phase.OPENING;
      } else if (line.contains(" begin Asking")) {
        phase = Phase.ASKING;
      } else if (line.contains(" begin Examining")) {
        phase = Phase.EXAMINING;
      } else if (line.contains(" begin Training")) {
        phase = Phase.TRAINING;
      } else if (line.contains(" end Training")) {
        phase = afterTraining;
      }
    }
    return phase;
  }
}

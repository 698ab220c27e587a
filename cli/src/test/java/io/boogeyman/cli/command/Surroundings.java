package io.boogeyman.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands that run another one, their last arguments, in poorer surroundings. */
final class Surroundings {
  private static final String RUN = "; exec \"$@\"";

  private Surroundings() {}

  /** No file may grow beyond this: what a full disk looks like to whoever writes. */
  static List<String> filesOfAtMost(int kibibytes) {
    return List.of("bash", "-c", "ulimit -f " + kibibytes + RUN, "bash");
  }

  /** No more address space than this. */
  static List<String> memoryOfAtMost(long kibibytes) {
    return List.of("bash", "-c", "ulimit -v " + kibibytes + RUN, "bash");
  }

  /** A small disk at {@code place}, whose content is copied to {@code rescued} at the end. */
  static List<String> smallDisk(Path place, String size, Path rescued) {
    String script =
        "mount -t tmpfs -o size=%s tmpfs %s && { \"$@\"; status=$?; cp -r %s/. %s; exit $status; }"
            .formatted(size, place, place, rescued);
    return List.of("unshare", "--map-root-user", "--mount", "bash", "-c", script, "bash");
  }

  /** A disk that cannot be written to at {@code place}, with what is there already. */
  static List<String> readOnlyDisk(Path place) {
    String script =
        "mount --bind %s %s && mount -o remount,ro,bind %s".formatted(place, place, place);
    return List.of("unshare", "--map-root-user", "--mount", "bash", "-c", script + RUN, "bash");
  }

  /** Without the administrator's right to write where he has no permission. */
  static List<String> withoutPrivileges() {
    String rights = "-dac_override,-dac_read_search,-fowner";
    return System.getProperty("user.name").equals("root")
        ? List.of("setpriv", "--bounding-set", rights, "--inh-caps", rights)
        : List.of("env");
  }

  /** Whether this machine lets these surroundings be made. */
  static boolean canBeMade(List<String> surroundings) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(surroundings);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}

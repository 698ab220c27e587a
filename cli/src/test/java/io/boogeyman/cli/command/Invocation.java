package io.boogeyman.cli.command;

import io.boogeyman.cli.Boogeyman;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The program run once with these arguments, as from a shell.
 *
 * @param status its exit status
 * @param out its standard output
 * @param err its standard error
 */
record Invocation(int status, String out, String err) {

  static Invocation of(List<String> arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int status = Boogeyman.run(arguments.toArray(String[]::new));
      return new Invocation(
          status,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** The lines of standard error that are the program's word on what went wrong. */
  List<String> complaints() {
    return err.lines().filter(line -> line.startsWith("boogeyman: ")).toList();
  }

  /** Whether anything looks like Java's account of a failure. */
  boolean hasStackTrace() {
    return (out + err).contains("\tat ");
  }
}

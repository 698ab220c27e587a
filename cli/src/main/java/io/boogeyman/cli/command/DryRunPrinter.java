package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.run.DryRunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What a theft would ask, on a terminal. */
final class DryRunPrinter {

  private DryRunPrinter() {}

  /**
   * @param rate images a second, where it is known
   */
  static void print(DryRunResult result, OptionalDouble rate, boolean json, PrintStream out)
      throws IOException {
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("parts", result.parts());
      all.put("inAll", result.inAll());
      all.put("exact", result.exact());
      rate.ifPresent(r -> all.put("seconds", result.inAll().toAsk() / r));
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
      return;
    }
    out.println("Dry run: the victim is asked nothing. The theft would ask:");
    out.println();
    int longest = result.parts().stream().mapToInt(part -> part.who().length()).max().orElse(0);
    int width = Math.max(14, longest);
    out.printf(
        "%-" + width + "s     images   on record      to ask     calls        cost%n", "who");
    result.parts().forEach(part -> line(part, width, out));
    line(result.inAll(), width, out);
    if (!result.exact()) {
      out.println();
      out.println(
          "At most: what is asked depends on the answers, and on what a policy refuses; some may be"
              + " on record.");
    }
    rate.ifPresent(
        r ->
            out.printf(
                Locale.ROOT,
                "%nAt %s images a second that takes %s.%n",
                r,
                Durations.words(result.inAll().toAsk() / r)));
  }

  private static void line(DryRunResult.Part part, int width, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-" + width + "s %,10d  %,10d  %,10d  %,8d  %,10.2f%n",
        part.who(),
        part.images(),
        part.onRecord(),
        part.toAsk(),
        part.calls(),
        part.cost());
  }
}

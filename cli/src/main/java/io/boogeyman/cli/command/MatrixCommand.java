package io.boogeyman.cli.command;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.matrix.MatrixRun;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.report.MatrixReport;
import io.boogeyman.cli.result.MatrixResult;
import io.boogeyman.cli.result.TableFiles;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.StrategyChoice;
import io.boogeyman.cli.run.TestImages;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.compute.Compute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boogeyman matrix}: attacks against policies. */
@Command(
    name = "matrix",
    description =
        "Attack policies with thieves who know them, ask them as customers do, and say which"
            + " policy protects for which price.",
    footer = {
      "",
      "Stopped by Ctrl-C or a kill, the same command goes on where it was. Policies of one model",
      "share its answers, which are paid for once.",
      "",
      "Examples:",
      "  boogeyman matrix full.yaml label.yaml mad.yaml --pool tinyimagenet64.zip \\",
      "      --test gtsrb32.zip:test --budgets 3000",
      "  boogeyman matrix full.yaml guarded.yaml --pool tinyimagenet64.zip \\",
      "      --insider gtsrb32.zip:train#5/5 --test gtsrb32.zip:test --accounts 10 --seeds 3"
    })
public final class MatrixCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final CopyOptions copies = new CopyOptions();

  @Parameters(arity = "1..*", paramLabel = "POLICY", description = "The policies' files.")
  private List<Path> policies;

  @Option(
      names = "--pool",
      paramLabel = "DATA",
      required = true,
      description = "The thief's images: PATH[:PART], or scenes:COUNT. Labels are ignored.")
  private String pool;

  @Option(
      names = "--insider",
      paramLabel = "DATA",
      description = "Also attack with images of the model's own kind alone, such as these.")
  private String insider;

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description = "Labelled test images (default: those that the model was tested on).")
  private String test;

  @Option(
      names = "--budgets",
      paramLabel = "N",
      split = ",",
      defaultValue = "3000",
      description = "Images asked, one theft each; nested (default: ${DEFAULT-VALUE}).")
  private List<Integer> budgets;

  @Option(
      names = "--answers",
      paramLabel = "KIND",
      split = ",",
      description =
          "What copies learn from, as steal has it (default: released,label,averaged-4,recovered).")
  private List<String> answers;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1",
      description = "Accounts that a thief spreads his queries over (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "0s",
      description =
          "How long a thief waits in all to be answered again, such as 30d; no time passes here"
              + " meanwhile (default: ${DEFAULT-VALUE}).")
  private String patience;

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "Thieves of each kind, with seeds from --seed on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      defaultValue = "runs/matrix",
      description = "The run's folder (default: ${DEFAULT-VALUE}).")
  private Path run;

  @Override
  public Integer call() throws IOException {
    Map<String, Path> named = named();
    try (RunFolder folder = RunFolder.open(run)) {
      MatrixRun matrix = new MatrixRun(common.cache(), common.progress(), folder);
      String model = requireOneModel(named, matrix);
      for (Map.Entry<String, Path> policy : named.entrySet()) {
        try (AttackedVictim victim =
            PolicyOptions.open(policy.getValue(), accounts, patience, common)) {
          matrix.add(policy.getKey(), victim, thefts(policy.getValue(), victim));
        }
      }
      MatrixResult result = matrix.result(about(model), seeds);
      TableFiles.write(result, result.tables(), run.resolve("matrix.json"));
      MatrixReport.write(result, run.resolve("matrix.html"));
      print(result);
      return 0;
    }
  }

  /**
   * Opens all policies before any is attacked: what is wrong with the last one is said first.
   *
   * @return what their model is called
   */
  private String requireOneModel(Map<String, Path> named, MatrixRun matrix) throws IOException {
    Map<String, String> models = new LinkedHashMap<>();
    String name = "";
    for (Path policy : named.values()) {
      try (AttackedVictim victim = PolicyOptions.open(policy, accounts, patience, common)) {
        matrix.expect(victim, thefts(policy, victim).values().iterator().next());
        models.putIfAbsent(victim.api().identity(), policy.toString());
        name = victim.name();
      }
    }
    if (models.size() > 1) {
      throw new IllegalArgumentException(
          OneLine.of(
              "policies of one model can be compared; these are of different ones: "
                  + String.join(", ", models.values())));
    }
    return name;
  }

  private void print(MatrixResult result) {
    if (common.json()) {
      System.out.print(TableFiles.toJson(result));
      return;
    }
    System.out.println(result.about());
    result.tables().forEach(table -> TableText.print(table, System.out));
    System.out.println();
    System.out.println(
        "Report: " + run.resolve("matrix.html") + "; of each policy: " + run.resolve("policies"));
  }

  /** By what tells them apart in tables and files. */
  private Map<String, Path> named() {
    Map<String, Path> named = new LinkedHashMap<>();
    for (Path policy : policies) {
      String name = policy.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      if (named.put(name, policy) != null) {
        throw new IllegalArgumentException(
            OneLine.of("two policies are called " + name + "; name their files apart"));
      }
    }
    return named;
  }

  private Map<String, StealSettings> thefts(Path policy, AttackedVictim victim) throws IOException {
    Map<String, StealSettings> thefts = new LinkedHashMap<>();
    thefts.put("foreign", settings(policy, victim, ThiefSettings.of(pool)));
    if (insider != null) {
      ThiefSettings alone =
          new ThiefSettings(
              Optional.empty(),
              Optional.of(insider),
              1,
              OptionalDouble.empty(),
              Optional.empty(),
              StrategyChoice.RANDOM);
      thefts.put("insiders", settings(policy, victim, alone));
    }
    return thefts;
  }

  private StealSettings settings(Path policy, AttackedVictim victim, ThiefSettings thief)
      throws IOException {
    List<Reading> readings = readings();
    Compute compute =
        victim.compute().isPresent()
            ? victim.compute().get()
            : common.compute(copies.architecture(), victim.shape());
    return new StealSettings(
        policy.toString(),
        victim.settings(),
        thief,
        test == null ? TestImages.known(victim.notes()) : new TestImages.Named(test),
        budgets,
        readings,
        copies.settings(),
        victim.price(),
        Optional.empty(),
        StealSettings.seeds(common.seed(), seeds),
        compute,
        StealSettings.sideBySide(
            compute, victim.shape(), budgets.size() * readings.size() * seeds));
  }

  private List<Reading> readings() {
    return answers == null
        ? PolicyOptions.knowingReadings(StrategyChoice.RANDOM)
        : answers.stream().map(Reading::parse).toList();
  }

  private String about(String model) {
    return String.format(
        Locale.ROOT,
        "%s behind %d %s, attacked with up to %,d images of %s%s by %s.",
        model,
        policies.size(),
        policies.size() == 1 ? "policy" : "policies",
        budgets.stream().mapToInt(Integer::intValue).max().orElse(0),
        pool,
        insider == null ? "" : " or of " + insider,
        accounts == 1 ? "a thief with one account" : "a thief with " + accounts + " accounts");
  }
}

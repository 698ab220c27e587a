package io.boogeyman.cli.command;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Verdicts;
import io.boogeyman.cli.run.DryRun;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealRun;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.TestImages;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Victim;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman steal}: the Knockoff attack on a victim. */
@Command(
    name = "steal",
    description = "Steal a victim through its prediction API, and report what the thief got.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failure of the program or its surroundings",
      "2:the command cannot be carried out as given",
      "3:surrogates recovered more than --fail-above",
      "130:stopped by Ctrl-C"
    },
    footer = {
      "",
      "Stopped by Ctrl-C or a kill, the same command goes on where it was; answers that were",
      "paid for are never asked again.",
      "",
      "Examples:",
      "  boogeyman steal --victim gtsrb.safetensors --pool tinyimagenet64.zip \\",
      "      --test gtsrb32.zip:test --budgets 1000,5000,20000 --answers full,top-5,label",
      "  boogeyman steal --victim signs.safetensors --pool scenes:5000 --budgets 5000 \\",
      "      --price 1.50 --fail-above 0.8",
      "  boogeyman train 'gtsrb32.zip:train#1-4/5' --test gtsrb32.zip:test --out gtsrb.safetensors",
      "  boogeyman steal --victim gtsrb.safetensors --pool tinyimagenet64.zip \\",
      "      --insider gtsrb32.zip:train#5/5 --insider-share 0.25 --test gtsrb32.zip:test",
      "  boogeyman steal --victim signs.safetensors --pool scenes:5000 --budgets 2000 \\",
      "      --answers full,label --strategy adaptive",
      "  boogeyman steal --policy policy.yaml --pool tinyimagenet64.zip --test gtsrb32.zip:test \\",
      "      --accounts 10",
      "  boogeyman steal --victim signs.safetensors --pool scenes:5000 --budgets 2000 \\",
      "      --answers full,label --best",
      "  boogeyman steal --victim https://models.example/v2/models/signs --pool scenes:5000 \\",
      "      --test gtsrb32.zip:test --price 1.50 --dry-run"
    })
public final class StealCommand implements Callable<Integer> {
  private static final int STOLEN = 3;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final VictimOptions victim = new VictimOptions();

  @Mixin private final PolicyOptions policy = new PolicyOptions();

  @Mixin private final ThiefOptions thief = new ThiefOptions();

  @Mixin private final CopyOptions copies = new CopyOptions();

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description = "Labelled test images (default: those that the victim was tested on).")
  private String test;

  @Option(
      names = "--budgets",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,5000",
      description = "Images asked, one theft each; nested (default: ${DEFAULT-VALUE}).")
  private List<Integer> budgets;

  @Option(
      names = "--answers",
      paramLabel = "KIND",
      split = ",",
      description =
          "What copies learn from: full, top-K, round-D, label, as an API would release it;"
              + " averaged-N, means over N variations of each image, all paid for; with --policy,"
              + " released, as the policy releases it, and recovered, as an inverse learnt from the"
              + " policy undoes it (default: full; with --policy released,label,averaged-4,recovered,"
              + " of which the strongest thief counts; averaged-4 not with a --strategy that looks at"
              + " answers).")
  private List<String> answers;

  @Option(
      names = "--price",
      paramLabel = "MONEY",
      description = "What the API charges for 1,000 images (default: what the policy says, or 0).")
  private BigDecimal price;

  @Option(
      names = "--spend-at-most",
      paramLabel = "MONEY",
      description =
          "Refuse budgets that would cost more in all, with the test images if the victim is"
              + " elsewhere; nothing is asked then.")
  private BigDecimal spendAtMost;

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "How many thieves, with seeds from --seed on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Surrogates trained side by side (default: one a thread for images of up to 64 pixels,"
              + " else 1).")
  private Integer jobs;

  @Option(
      names = "--dry-run",
      description =
          "Ask nothing; say what would be asked, in how many calls, and what it would cost.")
  private boolean dryRun;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "With --dry-run: images a second that the victim answers ('boogeyman probe' measures"
              + " it), to say how long the asking would take.")
  private Double rate;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run's folder (default: runs/<victim>).")
  private Path run;

  @Option(
      names = "--fail-above",
      paramLabel = "RECOVERY",
      description =
          "Exit with 3 if, at any budget and kind of answer, the thieves recover more than this"
              + " share of the accuracy (the mean over seeds).")
  private Double failAbove;

  @Override
  public Integer call() throws IOException {
    requireOneVictim();
    try (Victim open = policy.isNamed() ? policy.open(common) : victim.open(common)) {
      StealSettings settings = settings(open);
      Path folder = run == null ? Path.of("runs", name(open)) : run;
      if (dryRun) {
        DryRunPrinter.print(
            DryRun.of(settings, open, folder, common.cache(), common.progress()),
            rate(),
            common.json(),
            System.out);
        return 0;
      }
      StealResult result = steal(settings, open, folder);
      ResultPrinter.print(result, folder, common.json(), System.out);
      double recovery = Verdicts.strongest(result.summary()).recovery().estimate();
      return failAbove != null && recovery > failAbove ? STOLEN : 0;
    }
  }

  private void requireOneVictim() {
    policy.requireMeaning();
    if (policy.isNamed() && victim.isNamed()) {
      throw new IllegalArgumentException(
          "--policy names the model that it protects, so that --victim must be left out");
    }
  }

  private StealResult steal(StealSettings settings, Victim open, Path folder) throws IOException {
    try (RunFolder held = RunFolder.open(folder)) {
      return new StealRun(common.cache(), common.progress()).run(settings, open, held);
    }
  }

  private OptionalDouble rate() {
    if (rate != null && !(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("--rate is images a second, over 0, not " + rate);
    }
    return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** As a folder's name: an address has slashes and colons. */
  private static String name(Victim open) {
    String file = open.name();
    String stem =
        file.endsWith(".safetensors")
            ? file.substring(0, file.length() - ".safetensors".length())
            : file;
    return stem.replaceAll("[/\\\\:*?\"<>|]+", "-");
  }

  private StealSettings settings(Victim open) throws IOException {
    if (failAbove != null && !(failAbove >= 0 && failAbove <= 1)) {
      throw new IllegalArgumentException(
          "--fail-above is a share from 0 to 1, such as 0.8, not " + failAbove);
    }
    List<Long> thieves = StealSettings.seeds(common.seed(), seeds);
    List<Reading> kinds = answers();
    int surrogates = budgets.size() * kinds.size() * seeds;
    Compute compute = compute(open);
    return new StealSettings(
        policy.isNamed() ? policy.name() : victim.name(),
        open.settings(),
        thief.settings(),
        test == null ? TestImages.known(open.notes()) : new TestImages.Named(test),
        budgets,
        kinds,
        copies.settings(),
        price(open),
        Optional.ofNullable(spendAtMost),
        thieves,
        compute,
        jobs == null ? StealSettings.sideBySide(compute, open.shape(), surrogates) : jobs);
  }

  private Price price(Victim open) {
    if (price != null) {
      return new Price(price);
    }
    return open instanceof AttackedVictim attacked ? attacked.price() : Price.FREE;
  }

  private List<Reading> answers() {
    if (answers != null) {
      return answers.stream().map(Reading::parse).toList();
    }
    return policy.isNamed()
        ? PolicyOptions.knowingReadings(thief.strategy())
        : List.of(Reading.parse("full"));
  }

  /** Surrogates are computed as the victim is, or else in the best way for themselves. */
  private Compute compute(Victim open) throws IOException {
    return open.compute().isPresent()
        ? open.compute().get()
        : common.compute(copies.architecture(), open.shape());
  }
}

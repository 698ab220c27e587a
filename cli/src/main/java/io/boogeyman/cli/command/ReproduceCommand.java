package io.boogeyman.cli.command;

import io.boogeyman.cli.report.ReproductionReport;
import io.boogeyman.cli.reproduce.Lab;
import io.boogeyman.cli.reproduce.Reproduction;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.ProfileReader;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.result.ReproductionFiles;
import io.boogeyman.cli.result.ReproductionResult;
import io.boogeyman.cli.result.TableFiles;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.victim.Computing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman reproduce}: the paper's tables. */
@Command(
    name = "reproduce",
    description = {
      "Make the tables of the paper, beside what is measured here, and decide its claims.",
      "",
      "What is measured, a profile says: smoke, on images that Boogeyman draws, in minutes;",
      "laptop, on small public sets, in an evening or two; paper, on the paper's own data, which",
      "needs a GPU; or a YAML file of your own, for which --show prints a beginning."
    },
    footer = {
      "",
      "Stopped by Ctrl-C or a kill, the same command goes on where it was. Nothing is done twice,",
      "whichever tables it is for.",
      "",
      "Examples:",
      "  boogeyman reproduce --profile smoke",
      "  boogeyman reproduce --profile laptop --data ~/data --dry-run",
      "  boogeyman reproduce --profile laptop --data ~/data --only table6,detection --seeds 5",
      "  boogeyman reproduce --profile smoke --show > mine.yaml"
    })
public final class ReproduceCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      defaultValue = "smoke",
      description = "smoke, laptop, paper, or a YAML file (default: ${DEFAULT-VALUE}).")
  private String profile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the profile's files are (default: the current folder).")
  private Path data;

  @Option(
      names = "--only",
      paramLabel = "TABLE",
      split = ",",
      description = "Make these tables only, by their names or numbers, as in 'table6'.")
  private List<String> only = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      description = "Thieves and calibrations of each kind (default: the profile's).")
  private Integer seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Copies trained side by side, of one theft or of several victims' (default: one a thread"
              + " for images of up to 64 pixels, else 1; on a GPU 1).")
  private Integer jobs;

  @Option(names = "--list", description = "List the profile's tables, and do nothing.")
  private boolean list;

  @Option(names = "--show", description = "Print the profile, to be changed, and do nothing.")
  private boolean show;

  @Option(
      names = "--dry-run",
      description =
          "Train and ask nothing; say what would be done, and how long it may take on this machine.")
  private boolean dryRun;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Where everything is kept (default: runs/reproduce-<profile>).")
  private Path run;

  @Override
  public Integer call() throws IOException {
    if (show) {
      System.out.print(ProfileReader.text(profile));
      return 0;
    }
    Profile read = ProfileReader.read(profile);
    Profile wanted = seeds == null ? read : read.withSeeds(seeds);
    if (list) {
      wanted.tables().forEach(ReproduceCommand::list);
      return 0;
    }
    List<Table> tables = wanted.tables(only);
    Path folder = run == null ? Path.of("runs", "reproduce-" + wanted.name()) : run;
    Reproduction reproduction = new Reproduction(wanted, tables, lab(), folder);
    if (dryRun) {
      ReproductionText.print(reproduction.steps(), reproduction.missing(), System.out);
      return 0;
    }
    try (RunFolder held = RunFolder.open(folder)) {
      ReproductionResult made =
          reproduction.run(common.lines(), soFar -> keep(soFar, wanted, held.path()));
      print(keep(made, wanted, held.path()), folder);
    }
    return 0;
  }

  private static void list(Table table) {
    String number = table.number().map(place -> "table" + place).orElse("");
    System.out.printf("%-17s %-7s %s%n", table.id(), number, table.title());
  }

  /** The profile's text, with what the command says otherwise. */
  private String asked() throws IOException {
    String text = ProfileReader.text(profile);
    return seeds == null ? text : "# Made with --seeds %d.%n%s".formatted(seeds, text);
  }

  /** Tables that were made before of the same profile are not lost over those of this command. */
  private ReproductionResult keep(ReproductionResult made, Profile of, Path folder)
      throws IOException {
    ReproductionFiles.putAside(made, folder)
        .ifPresent(place -> common.lines().accept("Made with other settings, now in " + place));
    WholeFile.write(folder.resolve(ReproductionFiles.PROFILE), asked());
    List<String> order = of.tables().stream().map(Table::id).toList();
    ReproductionResult result =
        ReproductionFiles.read(folder).map(earlier -> made.with(earlier, order)).orElse(made);
    ReproductionFiles.write(result, folder);
    ReproductionReport.write(result, folder.resolve(ReproductionFiles.PAGE));
    return result;
  }

  private void print(ReproductionResult result, Path folder) {
    if (common.json()) {
      System.out.print(TableFiles.toJson(result));
    } else {
      ReproductionText.print(result, System.out);
      System.out.printf(Locale.ROOT, "%nReport: %s%n", folder.resolve(ReproductionFiles.PAGE));
    }
  }

  private Lab lab() {
    if (jobs != null && jobs < 1) {
      throw new IllegalArgumentException("--jobs must be at least 1, not " + jobs);
    }
    return new Lab(
        data,
        common.cache(),
        common.processor(),
        new Computing(common.threads(), common::compute),
        jobs == null ? OptionalInt.empty() : OptionalInt.of(jobs),
        common.progress());
  }
}

package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.policy.AttackedVictim;
import io.boogeyman.cli.policy.PolicyThief;
import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.Images;
import io.boogeyman.cli.result.NamedClasses;
import io.boogeyman.cli.result.PolicyOutcome;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.Sample;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Summary;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.cli.result.Verdicts;
import io.boogeyman.cli.result.VictimSummary;
import io.boogeyman.cli.version.Version;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Victim;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts a theft's findings together. */
final class ResultAssembly {
  private static final int SAMPLES = 12;

  private final StealSettings settings;
  private final Victim victim;
  private final ImageSet pool;
  private final ImageSet test;

  ResultAssembly(StealSettings settings, Victim victim, ImageSet pool, ImageSet test) {
    this.settings = settings;
    this.victim = victim;
    this.pool = pool;
    this.test = test;
  }

  StealResult assemble(
      List<Surrogate> surrogates,
      List<Asking.Done> asked,
      MarkedCopies marked,
      Interval victimAccuracy,
      Interval victimTop5,
      Asked bill,
      double seconds) {
    List<Summary> summary = summaries(surrogates);
    Reading first = settings.answers().get(0);
    Transcript full = asked.get(0).got();
    return new StealResult(
        ResultFile.SCHEMA,
        Version.text(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        seconds,
        Verdicts.of(summary, victim.api().classNames().size(), settings.surrogate().isBest()),
        described(victimAccuracy, victimTop5),
        images(pool),
        images(test),
        bill,
        summary,
        surrogates,
        settings.budgets().stream()
            .map(budget -> named(first.of(full.first(Math.min(budget, full.size())))))
            .toList(),
        outcomes(asked, marked),
        samples(first.of(full)),
        settings.toMap(),
        environment());
  }

  private List<PolicyOutcome> outcomes(List<Asking.Done> asked, MarkedCopies marked) {
    return victim instanceof AttackedVictim attacked
        ? asked.stream().map(done -> outcome(attacked, done, marked)).toList()
        : List.of();
  }

  private static PolicyOutcome outcome(
      AttackedVictim attacked, Asking.Done done, MarkedCopies marked) {
    PolicyThief thief = attacked.thief(done.asking().thief());
    PolicyFile policy = attacked.policy();
    return new PolicyOutcome(
        done.asking().seed(),
        done.asking().answers().stream().map(Reading::toString).collect(Collectors.joining(", ")),
        policy.file().toString(),
        policy.policy().version(),
        policy.digest(),
        attacked.accounts(),
        done.got().size(),
        thief.steps(),
        thief.waited().toMillis() / 1e3,
        marked.of(attacked, done));
  }

  private VictimSummary described(Interval accuracy, Interval top5) {
    return new VictimSummary(
        victim.name(), victim.kind(), victim.digest(), victim.api().classNames(), accuracy, top5);
  }

  private static Images images(ImageSet set) {
    return new Images(set.name(), set.digest(), set.size(), set.shape().toString());
  }

  private List<Summary> summaries(List<Surrogate> surrogates) {
    List<Summary> summaries = new ArrayList<>();
    for (Reading answers : settings.answers()) {
      for (int budget : settings.budgets()) {
        List<Surrogate> over =
            surrogates.stream()
                .filter(s -> s.answers().equals(answers.toString()) && s.budget() == budget)
                .toList();
        summaries.add(summary(answers, budget, over));
      }
    }
    return summaries;
  }

  private Summary summary(Reading answers, int budget, List<Surrogate> over) {
    int answered = over.stream().mapToInt(Surrogate::answered).max().orElse(0);
    return new Summary(
        answers.toString(),
        budget,
        answered,
        settings.price().of(answered).doubleValue(),
        over.size(),
        over(over, Surrogate::accuracy),
        over(over, Surrogate::top5),
        over(over, Surrogate::fidelity),
        over(over, Surrogate::recovery),
        over(over, Surrogate::divergence));
  }

  private static Interval over(List<Surrogate> seeds, Function<Surrogate, Interval> figure) {
    return Interval.meanOverSeeds(seeds.stream().map(figure).toList());
  }

  private static NamedClasses named(Transcript transcript) {
    List<Integer> counts = Arrays.stream(transcript.namedClasses()).boxed().toList();
    return new NamedClasses(transcript.size(), counts);
  }

  private List<Sample> samples(Transcript full) {
    int count = Math.min(SAMPLES, full.size());
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(QuerySample.of(full, i, victim.api().classNames()));
    }
    return samples;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = Environment.here();
    victim
        .compute()
        .map(Compute::toString)
        .ifPresent(compute -> environment.put("victim computed on", compute));
    environment.put("each surrogate computed on", settings.computePerJob().toString());
    return environment;
  }
}

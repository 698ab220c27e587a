package io.boogeyman.cli.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boogeyman.core.image.ImageDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A theft from a victim elsewhere, which keeps its own count. */
final class KilledTheft implements Killable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SURROGATES = 4;

  private final Path folder;
  private final CountingVictim victim;
  private final Map<ImageDigest, Integer> mayBeAskedAgain = new HashMap<>();
  private int requestsLookedAt;
  private int requestsLost;

  KilledTheft(Path folder) throws IOException {
    this.folder = folder;
    this.victim = new CountingVictim(Work.classNames().size());
  }

  @Override
  public Path folder() {
    return folder;
  }

  private Path run() {
    return folder.resolve("run");
  }

  @Override
  public String command() {
    return "steal " + folder + " " + victim.port();
  }

  /** Requests that were answered while the kill fell, so that nobody kept the answer. */
  int requestsLost() {
    return requestsLost;
  }

  /** Images that were answered more than once, counted as often as they were so again. */
  int imagesAnsweredAgain() throws InterruptedException {
    return victim.answered().values().stream().mapToInt(times -> times - 1).sum();
  }

  @Override
  public Set<Phase> ahead() throws IOException {
    int answers = AnswersOnRecord.of(run()).size();
    EnumSet<Phase> ahead = EnumSet.of(Phase.REPORTING);
    if (!Files.exists(folder.resolve("cache"))) {
      ahead.add(Phase.DECODING);
    }
    if (answers < Work.BUDGET) {
      ahead.add(Phase.ASKING);
    }
    if (answers < Work.BUDGET + Work.TEST) {
      ahead.add(Phase.EXAMINING);
    }
    if (measured().size() < SURROGATES) {
      ahead.add(Phase.TRAINING);
      ahead.add(Phase.EVALUATING);
    }
    return ahead;
  }

  @Override
  public Phase phase(String trace) {
    Phase phase = Killable.lastBegun(trace, Phase.REPORTING);
    return phase == Phase.TRAINING && !measured().containsAll(learnt(trace))
        ? Phase.EVALUATING
        : phase;
  }

  /** Surrogates that have been through their last epoch. */
  private static List<String> learnt(String trace) {
    return trace
        .lines()
        .filter(line -> line.contains(" note ") && line.contains(": " + Work.LAST_EPOCH))
        .map(line -> line.substring(line.indexOf(" note ") + " note ".length()))
        .map(line -> line.substring(0, line.indexOf(": " + Work.LAST_EPOCH)))
        .toList();
  }

  /** Surrogates that are on record. */
  private Set<String> measured() {
    Set<String> names = new HashSet<>();
    for (JsonNode event : events()) {
      if (event.get("event").asText().equals("surrogate")) {
        names.add(event.get("name").asText());
      }
    }
    return names;
  }

  /** Every whole line; a line that is no JSON fails. */
  private List<JsonNode> events() {
    Path file = run().resolve("events.jsonl");
    List<JsonNode> events = new ArrayList<>();
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
        if (!line.isEmpty()) {
          events.add(JSON.readTree(line));
        }
      }
      return events;
    } catch (IOException e) {
      throw new IllegalStateException(file + " is damaged", e);
    }
  }

  /**
   * Every answer that came in is on record, but for the last request's: the kill may have fallen
   * after the victim had answered and before the answer was kept, all of it or none. Its images,
   * and no others, may be asked again.
   */
  @Override
  public void requireSoundAfterKill() throws IOException, InterruptedException {
    Set<ImageDigest> kept = AnswersOnRecord.of(run());
    List<List<ImageDigest>> requests = victim.requests();
    for (int i = requestsLookedAt; i < requests.size(); i++) {
      List<ImageDigest> images = requests.get(i);
      boolean last = i == requests.size() - 1;
      if (last && images.stream().noneMatch(kept::contains)) {
        requestsLost++;
        images.forEach(image -> mayBeAskedAgain.merge(image, 1, Integer::sum));
      } else {
        assertThat(kept).as("answers that were paid for").containsAll(images);
      }
    }
    requestsLookedAt = requests.size();
  }

  @Override
  public void requireSameAs(Killable undisturbed) throws IOException, InterruptedException {
    requireCountsOfVictim();
    KilledTheft other = (KilledTheft) undisturbed;
    assertThat(result()).isEqualTo(other.result());
    assertThat(surrogates().keySet()).isEqualTo(other.surrogates().keySet()).hasSize(SURROGATES);
    for (String name : surrogates().keySet()) {
      assertThat(surrogates().get(name)).hasSameBinaryContentAs(other.surrogates().get(name));
    }
    assertThat(Files.readString(run().resolve("report.html"))).endsWith("</html>\n");
    assertThat(events()).last().matches(event -> event.get("event").asText().equals("finished"));
  }

  /** None asked without need, none lost: the victim's bill against the record. */
  private void requireCountsOfVictim() throws IOException, InterruptedException {
    Map<ImageDigest, Integer> answered = victim.answered();
    assertThat(AnswersOnRecord.of(run())).isEqualTo(answered.keySet());
    assertThat(answered).hasSize(Work.BUDGET + Work.TEST);
    answered.forEach(
        (image, times) ->
            assertThat(times)
                .as("answers to one image")
                .isEqualTo(1 + mayBeAskedAgain.getOrDefault(image, 0)));
  }

  /** The result without the only fields that tell of time. */
  private JsonNode result() throws IOException {
    ObjectNode result = (ObjectNode) JSON.readTree(run().resolve("result.json").toFile());
    result.get("surrogates").forEach(row -> ((ObjectNode) row).remove("seconds"));
    return result.without(List.of("seconds", "finished"));
  }

  /** All files beside the surrogates, by name: weights, and no checkpoint. */
  private Map<String, Path> surrogates() throws IOException {
    Map<String, Path> files = new HashMap<>();
    try (Stream<Path> all = Files.list(run().resolve("surrogates"))) {
      all.filter(file -> !file.toString().endsWith(".partial"))
          .forEach(file -> files.put(file.getFileName().toString(), file));
    }
    assertThat(files.keySet()).allMatch(name -> name.endsWith(".safetensors"));
    return files;
  }

  @Override
  public void close() {
    victim.close();
  }
}

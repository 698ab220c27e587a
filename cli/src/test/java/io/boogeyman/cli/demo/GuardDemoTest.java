package io.boogeyman.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.detect.CalibrationRun;
import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.cli.policy.PolicyOpening;
import io.boogeyman.cli.policy.ServedPolicies;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.VictimSettings;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.CalibrationSettings;
import io.boogeyman.guard.audit.AuditVerification;
import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo, its gateway and policy as they are, with a small victim and no pauses. */
@Tag("slow")
class GuardDemoTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final Pace NO_PAUSES =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(2), 5);

  @TempDir private static Path folder;
  private static GuardDemo.Outcome outcome;
  private static String told;
  private static int dashboard;

  @BeforeAll
  static void show() throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GuardDemo demo = prepare(new PrintStream(out, true, StandardCharsets.UTF_8));
    try (Gateway gateway =
        demo.start(
            new ServedPolicies(
                new PolicyOpening(
                    new Computing(1, (network, shape) -> COMPUTE), notice -> {}, name -> null),
                100))) {
      outcome = demo.show(gateway);
      dashboard = status(demo, gateway);
      demo.invite(gateway);
    }
    told = out.toString(StandardCharsets.UTF_8);
  }

  private static GuardDemo prepare(PrintStream out) throws IOException {
    ImageSets sets = new ImageSets(folder.resolve("cache"), 1, Progress.SILENT);
    return GuardDemo.prepare(settings(), sets, Progress.SILENT, out);
  }

  private static GuardDemoSettings settings() {
    Path demo = folder.resolve("demo");
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new GuardDemoSettings(
        demo, victim(demo), detectors(), NO_PAUSES, anywhere, anywhere, Optional.empty());
  }

  private static DemoVictim victim(Path demo) {
    return new DemoVictim(
        new VictimSettings(
            "signs:129:train",
            Optional.of("signs:43:test"),
            demo.resolve("signs.safetensors"),
            Architectures.named("5l"),
            DemoVictim.SHAPE,
            Optional.empty(),
            Recipe.standard(1, DemoVictim.SHAPE),
            COMPUTE,
            1));
  }

  private static DetectorSettings detectors() {
    return new DetectorSettings(
        "signs:258:test",
        List.of("scenes:258:calibration"),
        258,
        List.of(),
        new CalibrationSettings(0.05, 0.05, 40, List.of(), new Seed(1)));
  }

  private static int status(GuardDemo demo, Gateway gateway)
      throws IOException, InterruptedException {
    String[] link = demo.dashboard(gateway).toString().split("#key=", 2);
    HttpRequest request =
        HttpRequest.newBuilder(demo.dashboard(gateway).resolve("/ui/api/state"))
            .header("Authorization", "Bearer " + link[1])
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static Path showing() throws IOException {
    try (Stream<Path> showings = Files.list(folder.resolve("demo/guard"))) {
      return showings.sorted().findFirst().orElseThrow();
    }
  }

  @Test
  void the_thief_is_answered_until_he_is_refused() {
    assertThat(outcome.thief().scores()).isPositive();
    assertThat(outcome.thief().refusedInARow()).isEqualTo(NO_PAUSES.stubborn());
    assertThat(outcome.thief().refused()).isEqualTo(NO_PAUSES.stubborn());
  }

  @Test
  void the_customer_gets_every_answer_with_all_scores() {
    assertThat(outcome.customer().asked()).isPositive();
    assertThat(outcome.customer().scores()).isEqualTo(outcome.customer().asked());
  }

  @Test
  void the_story_tells_what_the_clients_got_and_what_the_gateway_said() {
    assertThat(told)
        .contains("thief     image 1: answered, with all scores")
        .contains("guard     CRITICAL suspected model extraction: key:thief")
        .contains("The thief asked about " + outcome.thief())
        .contains("The customer asked about " + outcome.customer())
        .doesNotContain("key:customer");
  }

  @Test
  void the_audit_log_is_as_it_was_written() throws IOException {
    AuditVerification audit =
        AuditVerification.verify(showing().resolve("state/audit"), Optional.empty());
    assertThat(audit.isWhole()).isTrue();
    assertThat(audit.entries()).isPositive();
  }

  @Test
  void the_dashboard_opens_with_the_key_in_its_link() {
    assertThat(dashboard).isEqualTo(HttpURLConnection.HTTP_OK);
  }

  @Test
  void the_watcher_is_given_images_and_a_key_to_try_it() throws IOException {
    assertThat(showing().resolve("sign.png")).isNotEmptyFile();
    assertThat(showing().resolve("scenes")).isDirectoryContaining("glob:**.png");
    Matcher key = Pattern.compile("KEY=(bgm_[\\w-]{43})").matcher(told);
    assertThat(key.find()).isTrue();
    assertThat(Files.readString(showing().resolve("policy.yaml"))).doesNotContain(key.group(1));
  }

  @Test
  void a_second_showing_trains_and_calibrates_nothing() throws IOException {
    FileTime trained = Files.getLastModifiedTime(settings().victim().file());
    FileTime calibrated = Files.getLastModifiedTime(settings().calibration());
    prepare(System.out);
    assertThat(Files.getLastModifiedTime(settings().victim().file())).isEqualTo(trained);
    assertThat(Files.getLastModifiedTime(settings().calibration())).isEqualTo(calibrated);
  }

  @Test
  void detectors_that_were_calibrated_otherwise_are_not_taken_for_these() throws IOException {
    DetectorSettings stricter =
        new DetectorSettings(
            detectors().own(),
            detectors().pools(),
            detectors().most(),
            List.of(),
            new CalibrationSettings(0.05, 0.01, 40, List.of(), new Seed(1)));
    assertThat(isCalibrated(detectors())).isTrue();
    assertThat(isCalibrated(stricter)).isFalse();
  }

  private static boolean isCalibrated(DetectorSettings asked) throws IOException {
    ImageSets sets = new ImageSets(folder.resolve("cache"), 1, Progress.SILENT);
    try (SavedNetwork victim = SavedNetwork.read(settings().victim().file())) {
      return new CalibrationRun(asked, sets, Progress.SILENT, warning -> {})
          .isDone(settings().calibration(), victim.network(), COMPUTE);
    }
  }
}

package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a real Chromium, if this machine has one. Pictures of it go to the folder that the
 * environment variable {@code BOOGEYMAN_PICTURES} names.
 */
@Tag("slow")
@Timeout(120)
class DashboardPageTest {
  private static final String FIRST = "document.querySelector('#rows tr bdi')?.textContent";
  private static final String LIVE = "document.getElementById('live')?.textContent === 'live'";
  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  // What a browser leaves in its folder says nothing of the page.
  @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
  static Path folder;

  private static Optional<Browser> shared = Optional.empty();

  private final Clock clock = Clock.systemUTC();
  private final DashboardState state = new DashboardState(clock);
  private Optional<Served> served = Optional.empty();
  private Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeThat(Browser.executable()).as("a Chromium on this machine").isPresent();
    shared = Optional.of(Browser.start(folder.resolve("chromium")));
  }

  @AfterAll
  static void end() {
    shared.ifPresent(Browser::close);
  }

  @BeforeEach
  void look() {
    browser = shared.orElseThrow();
    browser.complaints().clear();
    browser.look(1280, 860, false);
  }

  @AfterEach
  void leave() {
    browser.open("about:blank");
    served.ifPresent(Served::close);
  }

  private void serve(DashboardFacts facts) throws InterruptedException {
    served = Optional.of(Served.of(state, facts, clock));
    String url = served.get().url("/");
    // The key in the link, as the one who starts the gateway is given it.
    browser.open(url + "#key=" + Served.KEY.replace(" ", "%20"));
    browser.await(LIVE);
    // Of the page that asked for the key: it is a 401.
    browser.complaints().clear();
  }

  private void picture(String name) throws IOException {
    String pictures = System.getenv("BOOGEYMAN_PICTURES");
    if (pictures != null) {
      Files.createDirectories(Path.of(pictures));
      Files.write(Path.of(pictures, name + ".png"), browser.picture());
    }
  }

  @Test
  void the_thief_is_first_and_nothing_is_complained_of() throws Exception {
    Scene scene = Scene.play(state, clock.instant(), 60);
    serve(scene);
    assertThat(browser.tell(FIRST)).isEqualTo(Scene.THIEF);
    assertThat(browser.tell("document.querySelector('#rows tr .badge').textContent"))
        .isEqualTo("refused");
    assertThat(browser.tell("document.querySelector('#suspects .value').textContent"))
        .isEqualTo("3");
    assertThat(browser.tell("document.title")).isEqualTo("(3) traffic-signs guard");
    assertThat(browser.tell("location.hash")).isEmpty();
    assertThat(browser.tell(OVERFLOW)).isEqualTo("0");
    picture("wide-light");
    browser.look(1280, 860, true);
    picture("wide-dark");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void somebody_who_climbs_while_one_looks_comes_first_without_the_page_being_loaded_anew()
      throws Exception {
    Scene scene = Scene.play(state, clock.instant(), 20);
    serve(scene);
    browser.tell("window.same = document.querySelector('#rows tr'); 0");
    scene.anotherThief("key:newcomer", clock.instant());
    browser.await(FIRST + " === 'key:newcomer'");
    assertThat(browser.tell("String(document.querySelectorAll('#rows tr')[1] === window.same)"))
        .isEqualTo("true");
    assertThat(browser.tell("document.querySelector('#alerts bdi').textContent"))
        .isEqualTo("key:newcomer");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void what_clients_call_themselves_is_text_and_keeps_its_direction() throws Exception {
    Scene scene = Scene.play(state, clock.instant(), 3);
    scene.anotherThief(Scene.HOSTILE, clock.instant());
    serve(scene);
    assertThat(browser.tell(FIRST)).isEqualTo(Scene.HOSTILE);
    assertThat(
            browser.tell(
                "[...document.querySelectorAll('#rows bdi')].map(b => b.textContent).join('\\n')"))
        .contains("key:‹U+202E›emca")
        .doesNotContain("\u202e");
    browser.tell("document.querySelector('#rows .open').click(); 0");
    browser.await("document.querySelector('#legend li')");
    assertThat(browser.tell("document.getElementById('drawer-name').textContent"))
        .isEqualTo(Scene.HOSTILE);
    assertThat(browser.tell("String(document.querySelectorAll('img').length)")).isEqualTo("0");
    assertThat(browser.tell("document.title")).doesNotContain("owned");
    picture("hostile");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_client_opens_and_closes_by_keyboard_alone() throws Exception {
    Scene scene = Scene.play(state, clock.instant(), 30);
    serve(scene);
    browser.press("ArrowDown");
    browser.press("ArrowDown");
    assertThat(browser.tell("document.activeElement.textContent"))
        .isEqualTo("address:198.51.100.23");
    browser.press("ArrowUp");
    browser.tell("document.activeElement.click(); 0");
    browser.await("document.querySelectorAll('#evidence polyline').length === 3");
    assertThat(browser.tell("document.activeElement.id")).isEqualTo("close");
    assertThat(browser.tell("document.querySelectorAll('#spans li').length + ''"))
        .isNotEqualTo("0");
    picture("client-light");
    browser.look(1280, 860, true);
    picture("client-dark");
    browser.look(400, 860, false);
    browser.tell("refreshDetail()");
    picture("client-narrow");
    assertThat(browser.tell(OVERFLOW)).isEqualTo("0");
    browser.press("Escape");
    assertThat(browser.tell("String(document.getElementById('drawer').hidden)")).isEqualTo("true");
    assertThat(browser.tell("document.activeElement.textContent")).isEqualTo(Scene.THIEF);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_chart_of_evidence_names_the_step_that_a_thief_climbed_to() throws Exception {
    serve(Scene.play(state, clock.instant(), 30));
    browser.press("ArrowDown");
    browser.tell("document.activeElement.click(); 0");
    browser.await("document.querySelector('#evidence .change-word')");
    assertThat(
            browser.tell(
                "[...document.querySelectorAll('#evidence .change-word')]"
                    + ".map(word => word.textContent).join()"))
        .contains("refused");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 768, 1024, 1280, 1920})
  void fits_a_window_of_any_width(int width) throws Exception {
    browser.look(width, 860, false);
    Scene scene = Scene.play(state, clock.instant(), 40);
    scene.anotherThief("key:" + "w".repeat(190), clock.instant());
    serve(scene);
    assertThat(browser.tell(OVERFLOW)).isEqualTo("0");
    picture("width-" + width);
  }

  @Test
  void before_anybody_has_asked_it_says_what_will_be_seen() throws Exception {
    serve(new TinyFacts());
    assertThat(browser.tell("document.getElementById('nobody').innerText"))
        .startsWith("Nobody has asked the model");
    assertThat(browser.tell("document.getElementById('no-alerts').innerText"))
        .startsWith("No client has climbed");
    picture("empty");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void clients_are_found_by_name() throws Exception {
    Scene scene = Scene.play(state, clock.instant(), 30);
    serve(scene);
    browser.tell(
        "const find = document.getElementById('find'); find.value = 'THIEF';"
            + " find.dispatchEvent(new Event('input')); 0");
    assertThat(browser.tell("document.querySelectorAll('#rows tr:not([hidden])').length + ''"))
        .isEqualTo("1");
  }

  @Test
  void two_hundred_rows_that_all_change_are_put_up_in_a_blink() throws Exception {
    Scene scene = Scene.play(state, clock.instant(), 300);
    serve(scene);
    String took =
        browser.tell(
            """
            (() => {
              const begin = performance.now();
              for (let round = 1; round <= 10; round++)
                takeChange({now: state.now, order: [...order].reverse(), rows: order.map(id =>
                  ({id, images: round, suspicion: round / 10, spark: Array(32).fill(round / 10)}))});
              document.body.getBoundingClientRect();
              return ((performance.now() - begin) / 10).toFixed(1);
            })()""");
    System.out.println("200 changed rows take the page " + took + " ms");
    assertThat(Double.parseDouble(took)).isLessThan(500);
  }

  @Test
  void who_has_no_key_is_asked_for_it_and_told_that_a_wrong_one_is_wrong() throws Exception {
    try (Served served = Served.of(state, new TinyFacts(), clock)) {
      browser.tell("0");
      browser.open(served.url("/"));
      browser.await("document.querySelector('input[type=password]')");
      picture("login");
      browser.tell(
          "document.getElementById('key').value = 'wrong'; document.forms[0].requestSubmit(); 0");
      browser.await("document.querySelector('.wrong[data-state=wrong]')");
      assertThat(browser.tell("document.querySelector('.wrong').innerText"))
          .isEqualTo("This is not the key.");
    }
  }
}

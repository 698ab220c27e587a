package io.boogeyman.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.boogeyman.cli.download.PublicSet;
import io.boogeyman.cli.download.PublicSets;
import io.boogeyman.cli.download.SetDownload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boogeyman download}: public image sets. */
@Command(
    name = "download",
    description = {
      "Download a public image set, checked, into a folder that can be read in place.",
      "Its terms are shown first, and must be accepted. Stopped, it goes on from there."
    },
    footer = {
      "",
      "A proxy is told with BOOGEYMAN_JAVA_OPTIONS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'.",
      "",
      "Examples:",
      "  boogeyman download --list",
      "  boogeyman download gtsrb --into sets",
      "  boogeyman download cifar-10 --accept-licence && boogeyman data cifar-10:test"
    })
public final class DownloadCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The set; without one, those that can be had are listed.")
  private String name;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the set's folder is made (default: here).")
  private Path into;

  @Option(
      names = {"--accept-licence", "--accept-license"},
      description = "Accept the set's terms without being asked.")
  private boolean accepted;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Take the files from URL/<file> instead; they are checked all the same.")
  private URI mirror;

  @Option(names = "--list", description = "List the sets that can be had.")
  private boolean list;

  private final List<PublicSet> sets;

  /** Offers the sets that Boogeyman knows. */
  public DownloadCommand() {
    this(PublicSets.all());
  }

  DownloadCommand(List<PublicSet> sets) {
    this.sets = sets;
  }

  @Override
  public Integer call() throws IOException {
    if (list || name == null) {
      System.out.println(common.json() ? json(sets) : listing());
      return 0;
    }
    checkMirror();
    PublicSet set = named();
    System.err.println(terms(set));
    if (!accepted && !askedAndAccepted()) {
      throw new IllegalArgumentException(
          "the terms of "
              + set.name()
              + " are not accepted and nothing was downloaded; accept them with --accept-licence");
    }
    SetDownload download = new SetDownload(common.progress(), System.err::println);
    Path folder = download.fetch(mirror == null ? set : set.from(mirror), into).normalize();
    System.out.println(
        common.json()
            ? json(
                Map.of("set", set.name(), "folder", folder.toString(), "data", data(set, folder)))
            : done(set, folder));
    return 0;
  }

  private PublicSet named() {
    return sets.stream()
        .filter(set -> set.name().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no set '%s' to download; there are: %s"
                        .formatted(
                            name,
                            sets.stream().map(PublicSet::name).collect(Collectors.joining(", ")))));
  }

  private void checkMirror() {
    if (mirror != null && !List.of("http", "https").contains(String.valueOf(mirror.getScheme()))) {
      throw new IllegalArgumentException(
          "--mirror must be an address that begins with http:// or https://, not " + mirror);
    }
  }

  private String listing() {
    return sets.stream()
            .map(
                set ->
                    String.format(
                        Locale.ROOT, "%-14s %8s  %s", set.name(), set.size(), set.contents()))
            .collect(Collectors.joining(System.lineSeparator()))
        + System.lineSeparator()
        + "boogeyman download NAME shows the terms of one, and downloads it when they are accepted.";
  }

  private static String terms(PublicSet set) {
    return String.join(
        System.lineSeparator(),
        set.title() + ": " + set.contents() + ", " + set.size(),
        "Terms: " + set.terms(),
        "More: " + set.homepage());
  }

  /** Asks where somebody can answer; the launcher knows whether there is a keyboard. */
  private static boolean askedAndAccepted() throws IOException {
    if (!Boolean.getBoolean("boogeyman.keyboard")) {
      return false;
    }
    System.err.print("Do you accept these terms? [y/N] ");
    System.err.flush();
    String answer =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private static String done(PublicSet set, Path folder) {
    return data(set, folder).stream()
        .map(data -> System.lineSeparator() + "  boogeyman data " + data)
        .collect(Collectors.joining("", set.title() + " is in " + folder + ". To look at it:", ""));
  }

  private static List<String> data(PublicSet set, Path folder) {
    return set.parts().isEmpty()
        ? List.of(folder.toString())
        : set.parts().stream().map(part -> folder + ":" + part).toList();
  }

  private static String json(Object value) throws JsonProcessingException {
    return new ObjectMapper()
        .registerModule(new Jdk8Module())
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(value);
  }
}

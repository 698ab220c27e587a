package io.boogeyman.cli.reproduce.profile;

import io.boogeyman.victim.description.StrictYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Profiles by name, those that come with the program, or by file. */
public final class ProfileReader {
  /** Those that come with the program, from the shortest to the longest. */
  public static final List<String> NAMES = List.of("smoke", "laptop", "paper");

  private ProfileReader() {}

  /**
   * The profile.
   *
   * @param text one of {@link #NAMES}, or a file that ends in {@code .yaml} or {@code .yml}
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException in one line, if it is no profile
   */
  public static Profile read(String text) throws IOException {
    Profile profile =
        isFile(text)
            ? yaml().read(Path.of(text), Profile.class)
            : yaml().read(text(text), text, Profile.class);
    try {
      profile.requireComplete();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
    return profile;
  }

  /**
   * The text of a profile, to be copied and changed.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException in one line, if there is none
   */
  public static String text(String text) throws IOException {
    if (isFile(text)) {
      return Files.readString(Path.of(text));
    }
    if (!NAMES.contains(text)) {
      throw new IllegalArgumentException(
          "there is no profile '%s'; there are %s, or name a .yaml file"
              .formatted(text, String.join(", ", NAMES)));
    }
    try (InputStream resource = ProfileReader.class.getResourceAsStream(text + ".yaml")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFile(String text) {
    return text.endsWith(".yaml") || text.endsWith(".yml");
  }

  private static StrictYaml yaml() {
    return new StrictYaml("profile", "name: mine");
  }
}

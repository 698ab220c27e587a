package io.boogeyman.guard.gateway;

import io.boogeyman.core.file.WholeFile;
import io.boogeyman.defend.policy.file.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policies that were in force, as texts, the oldest first: so that the one before can be put
 * back. A policy that comes into force again stands there again.
 */
public final class PolicyHistory {
  private static final String NAME = "\\d{6}-[0-9a-f]{12}\\.yaml";
  private static final int DIGEST_SHOWN = 12;

  private final Path folder;

  /**
   * @param state the gateway's folder
   */
  public PolicyHistory(Path state) {
    this.folder = state.resolve("policies");
  }

  /**
   * Notes that a policy comes into force, unless it is the one that was noted last.
   *
   * @throws IOException if it cannot be written
   */
  void note(PolicyFile policy) throws IOException {
    Files.createDirectories(folder);
    List<Path> noted = noted();
    String digest = policy.digest().substring(0, DIGEST_SHOWN);
    boolean last = !noted.isEmpty() && noted.get(noted.size() - 1).toString().contains(digest);
    if (!last) {
      String name = String.format(Locale.ROOT, "%06d-%s.yaml", number(noted) + 1, digest);
      WholeFile.write(folder.resolve(name), policy.text());
    }
  }

  private static int number(List<Path> noted) {
    return noted.isEmpty()
        ? 0
        : Integer.parseInt(noted.get(noted.size() - 1).getFileName().toString().substring(0, 6));
  }

  private List<Path> noted() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(NAME)).sorted().toList();
    }
  }

  /**
   * The policy before the one that was noted last.
   *
   * @throws IOException if the folder cannot be read
   */
  public Optional<Path> before() throws IOException {
    List<Path> noted = noted();
    return noted.size() < 2 ? Optional.empty() : Optional.of(noted.get(noted.size() - 2));
  }
}

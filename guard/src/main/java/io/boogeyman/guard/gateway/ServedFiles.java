package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.file.NamedFiles;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.victim.opening.ModelFiles;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * The files that a policy named when it was opened.
 *
 * @param named which
 * @param state by which a change is noticed
 * @param digests the SHA-256 of each
 */
record ServedFiles(NamedFiles named, String state, SortedMap<String, String> digests) {

  /** Those of a policy that is about to be opened: what changes from now on is a change. */
  static ServedFiles of(PolicyFile policy) throws IOException {
    NamedFiles named = policy.named(new ModelFiles());
    return new ServedFiles(named, named.state(), named.digests());
  }

  /** In words, which of them are others than those of the same name before. */
  String otherThan(ServedFiles before) {
    List<String> others =
        digests.entrySet().stream()
            .filter(file -> before.digests.containsKey(file.getKey()))
            .filter(file -> !file.getValue().equals(before.digests.get(file.getKey())))
            .map(file -> file.getKey() + " is another")
            .toList();
    return others.isEmpty() ? "" : "; " + String.join(", ", others);
  }

  boolean haveChanged() throws IOException {
    return !state.equals(named.state());
  }
}

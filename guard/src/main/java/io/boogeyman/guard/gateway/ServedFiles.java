package io.boogeyman.guard.gateway;

import io.boogeyman.defend.policy.file.NamedFiles;
import io.boogeyman.defend.policy.file.PolicyFile;
import java.io.IOException;
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
    NamedFiles named = policy.named();
    return new ServedFiles(named, named.state(), named.digests());
  }

  boolean haveChanged() throws IOException {
    return !state.equals(named.state());
  }
}

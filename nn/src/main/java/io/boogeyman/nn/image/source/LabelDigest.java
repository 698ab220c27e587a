package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.Labels;

/** Adds classes and their names to a source's digest. */
final class LabelDigest {
  private LabelDigest() {}

  static void add(Digest digest, Labels labels) {
    digest.add(labels.classNames().size());
    labels.classNames().forEach(digest::add);
    digest.add(labels.toArray());
  }
}

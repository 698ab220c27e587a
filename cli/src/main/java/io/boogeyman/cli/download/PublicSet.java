package io.boogeyman.cli.download;

import java.net.URI;
import java.util.List;

/**
 * A public image set that can be downloaded.
 *
 * @param name what it is called on the command line, and its folder
 * @param title what it is called by its publishers
 * @param contents what is in it
 * @param terms its licence, or what is known in place of one
 * @param homepage where its publishers tell more
 * @param files what it is downloaded as
 * @param parts its parts, as in {@code gtsrb:train}; empty if it has none
 */
public record PublicSet(
    String name,
    String title,
    String contents,
    String terms,
    URI homepage,
    List<PublicFile> files,
    List<String> parts) {

  /** Makes the lists unchangeable. */
  public PublicSet {
    files = List.copyOf(files);
    parts = List.copyOf(parts);
  }

  /** The sum of its files. */
  public long bytes() {
    return files.stream().mapToLong(PublicFile::bytes).sum();
  }

  /** The same set from a mirror that has its files under their names. */
  public PublicSet from(URI mirror) {
    return new PublicSet(
        name,
        title,
        contents,
        terms,
        homepage,
        files.stream().map(file -> file.from(mirror)).toList(),
        parts);
  }

  /** Its size for people: {@code "366 MB"}. */
  public String size() {
    return Megabytes.text(bytes());
  }
}

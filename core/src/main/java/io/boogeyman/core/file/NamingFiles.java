package io.boogeyman.core.file;

import java.nio.file.Path;
import java.util.List;

/**
 * Knows which files name others: a model's description its model, a model the files of its larger
 * weights. Whoever answers for a model by its file answers for these, too.
 */
public interface NamingFiles {

  /** Of a model's options, by dotted name, those whose values may name a file. */
  List<String> options();

  /**
   * The names of files in one that is there, as they lie from it.
   *
   * @return none of a file that names none, or that cannot be read: whoever opens it says what is
   *     wrong with it
   */
  List<String> namedBy(Path file);
}

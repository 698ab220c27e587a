package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.result.FigureTable.Chart;
import io.boogeyman.cli.result.FigureTable.Value;
import java.util.List;
import java.util.Optional;

/** What one kind of table shows. */
interface View {
  /** The names of the columns. */
  List<String> columns();

  /** Rows of as many values. */
  List<List<Value>> rows();

  /** How it is drawn. */
  default Optional<Chart> chart() {
    return Optional.empty();
  }
}

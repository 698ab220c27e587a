/**
 * Fuzz targets: every reader of a foreign format, given bytes that anyone may have made.
 * docs/fuzzing.md says how they are run.
 */
package io.boogeyman.cli.fuzz;

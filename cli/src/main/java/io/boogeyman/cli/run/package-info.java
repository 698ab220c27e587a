/**
 * A run is a folder: settings, answers, surrogates, result and report; see docs/architecture.md.
 */
package io.boogeyman.cli.run;

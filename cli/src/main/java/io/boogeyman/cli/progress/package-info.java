/** Progress on a terminal. */
package io.boogeyman.cli.progress;

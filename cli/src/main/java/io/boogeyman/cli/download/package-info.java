/** Public image sets: where they are had, on which terms, and their download. */
package io.boogeyman.cli.download;

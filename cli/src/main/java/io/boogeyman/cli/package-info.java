/** The command line. */
package io.boogeyman.cli;

/** One class a command: options, help, and what to run. */
package io.boogeyman.cli.command;

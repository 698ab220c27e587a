/** The paper's tables, and what else a profile asks for, with one command. */
package io.boogeyman.cli.reproduce;

/** Measuring how fast this machine trains, answers, decodes and keeps records. */
package io.boogeyman.cli.bench;

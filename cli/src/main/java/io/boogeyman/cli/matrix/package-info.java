/** Attacks against policies: what thieves get through each, and what it costs customers. */
package io.boogeyman.cli.matrix;

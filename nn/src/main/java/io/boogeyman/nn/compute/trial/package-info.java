/** Which way of computing is the fastest here: tried, not guessed. */
package io.boogeyman.nn.compute.trial;

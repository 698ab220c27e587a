/** Randomness that can be repeated: every draw descends from one seed. */
package io.boogeyman.core.random;

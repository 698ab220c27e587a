/**
 * Images that Boogeyman draws itself, by seed: labelled traffic signs and an endless pool of
 * scenes.
 *
 * <p>Every byte is the same on every machine: arithmetic on {@code double} is strict since Java 17
 * (JEP 306), transcendental functions come from {@link StrictMath}, and nothing is asked of the
 * machine's fonts or graphics.
 */
package io.boogeyman.nn.synthetic;

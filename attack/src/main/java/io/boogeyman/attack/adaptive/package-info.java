/** Knockoff nets' adaptive thief: a bandit that learns which kinds of images are worth asking. */
package io.boogeyman.attack.adaptive;

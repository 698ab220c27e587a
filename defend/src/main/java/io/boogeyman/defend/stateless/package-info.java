/** Detectors that look at one query: how foreign it is to the owner's images. */
package io.boogeyman.defend.stateless;

/** Which kind of victim a text names. */
package io.boogeyman.victim.opening;

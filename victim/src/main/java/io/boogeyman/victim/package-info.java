/** Who is stolen from, whatever serves it. */
package io.boogeyman.victim;

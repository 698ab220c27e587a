/**
 * How much of a model a client, or several together, could have taken with them by now.
 *
 * <p>Unlike detectors of foreign queries, it accuses nobody of asking what an honest client would
 * not: it says how much the answers given so far tell, whoever got them and whatever for.
 */
package io.boogeyman.defend.extraction;

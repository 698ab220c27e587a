/**
 * Releases: what becomes of the victim's answers on their way to a client. The mathematics of each
 * is a class by itself that knows neither images nor answers.
 */
package io.boogeyman.defend.release;

/** From scores of single queries to the accusation of a client, at a rate stated in advance. */
package io.boogeyman.defend.sequential;

/** PRADA: whether the distances between a client's queries are normally distributed. */
package io.boogeyman.defend.prada;

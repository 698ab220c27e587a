package io.boogeyman.defend.prada;

/**
 * A query and what was answered to it.
 *
 * @param point where the query lies: its pixels, or an embedding
 * @param answer the class that the victim gave it
 */
public record PradaQuery<P>(P point, int answer) {}

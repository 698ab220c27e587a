package io.boogeyman.cli.result;

/**
 * Whether the owner could prove that a copy is one, by what its thief was answered under a mark.
 *
 * @param answers what the copy learnt from
 * @param budget that the thief had
 * @param triggers marked queries of one account that the copy was asked
 * @param agreeing how many it answered with their mark
 * @param log2P the chance that a model without the marks agrees with as many, times the thief's
 *     accounts, as a power of 2
 * @param proven whether that is under 2⁻⁶⁴
 */
public record MarkedCopy(
    String answers, int budget, int triggers, int agreeing, double log2P, boolean proven) {}

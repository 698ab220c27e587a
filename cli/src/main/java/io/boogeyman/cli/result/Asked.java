package io.boogeyman.cli.result;

/**
 * What the victim was asked in this run folder, by every command so far: also before a kill, and by
 * thefts under other settings. Counted from the answers on record.
 *
 * @param images different images that thieves asked about
 * @param cost what these cost at this run's price
 * @param examined different test images asked about to measure by, outside the budget; not in the
 *     cost
 */
public record Asked(long images, double cost, long examined) {}

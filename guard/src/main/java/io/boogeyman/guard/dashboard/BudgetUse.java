package io.boogeyman.guard.dashboard;

/**
 * How much of its allowance a client has used.
 *
 * @param used images charged in the period
 * @param allowed images it may ask in the period
 * @param allowance the same for people: {@code "1,000 images a day"}
 */
public record BudgetUse(long used, long allowed, String allowance) {}

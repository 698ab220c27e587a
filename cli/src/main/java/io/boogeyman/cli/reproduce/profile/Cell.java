package io.boogeyman.cli.reproduce.profile;

/**
 * One theft that is measured, over seeds.
 *
 * @param victim its name in the profile
 * @param thief his
 * @param copy its
 * @param answers the granularity, such as {@code top-5}
 * @param budget answers that the copy learns from
 */
public record Cell(String victim, String thief, String copy, String answers, int budget) {}

package io.boogeyman.cli.reproduce.profile;

/**
 * Images that belong to no victim.
 *
 * @param title for people
 * @param images their name, as on the command line
 */
public record Pool(String title, String images) {}

package io.boogeyman.victim;

/**
 * Something about a victim that people should hear while they wait. Never holds a secret.
 *
 * @param rateLimit whether the victim asked to be asked more slowly
 * @param text one line
 */
public record Notice(boolean rateLimit, String text) {}

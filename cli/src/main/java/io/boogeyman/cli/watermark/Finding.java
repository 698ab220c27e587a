package io.boogeyman.cli.watermark;

import io.boogeyman.defend.watermark.Verification;
import io.boogeyman.guard.store.KeptTriggers;

/**
 * What a suspect made of one client's triggers.
 *
 * @param kept whose and which they are
 * @param match which of its classes was taken for which
 * @param verification how many it answered with their mark, and how often chance does so
 */
public record Finding(KeptTriggers kept, ClassMatch match, Verification verification) {}

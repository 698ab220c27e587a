package io.boogeyman.defend.policy;

import java.util.List;
import java.util.Map;

/**
 * What was found of a client's images.
 *
 * @param levels on which it stood after each image
 * @param standing after the last
 * @param evidence of each detector, after the last
 * @param repeats images that it had asked lately
 */
record Judgement(
    List<Integer> levels, Standing standing, Map<String, Double> evidence, int repeats) {}

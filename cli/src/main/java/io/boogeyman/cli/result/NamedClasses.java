package io.boogeyman.cli.result;

import java.util.List;

/**
 * Which classes the pool's answers named as the most probable.
 *
 * @param budget the first so many queries of the first seed
 * @param counts answers for each class, in the order of the class names
 */
public record NamedClasses(int budget, List<Integer> counts) {}

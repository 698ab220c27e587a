package io.boogeyman.nn.image.source;

import io.boogeyman.core.image.Labels;
import java.util.List;
import java.util.Optional;

/**
 * Which files of a tree are its images.
 *
 * @param paths one path an image
 * @param labels the class of each path; empty if unlabelled
 * @param ignored the paths of all other files
 */
record ImageListing(List<String> paths, Optional<Labels> labels, List<String> ignored) {}

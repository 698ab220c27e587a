package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was answered, for as long as the process runs: where it can be found out again. */
public final class MemoryJournal implements Journal {
  private final Map<ImageDigest, Answer> answers = new LinkedHashMap<>();

  @Override
  public synchronized Map<ImageDigest, Answer> find(List<ImageDigest> images) {
    Map<ImageDigest, Answer> found = new HashMap<>();
    for (ImageDigest image : images) {
      Answer answer = answers.get(image);
      if (answer != null) {
        found.put(image, answer);
      }
    }
    return found;
  }

  @Override
  public synchronized void append(List<ImageDigest> images, List<Answer> more) {
    for (int i = 0; i < images.size(); i++) {
      answers.put(images.get(i), more.get(i));
    }
  }

  @Override
  public synchronized long size() {
    return answers.size();
  }
}

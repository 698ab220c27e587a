package io.boogeyman.core.image;

import java.util.Arrays;
import java.util.List;

/** The true class of each image of a set, and what the classes are called. Immutable. */
public final class Labels {
  private final List<String> classNames;
  private final int[] classes;

  /**
   * @param classNames one name a class; the class is the position in this list
   * @param classes one class an image
   * @throws IllegalArgumentException if a class has no name
   */
  public Labels(List<String> classNames, int... classes) {
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0 || classes[i] >= classNames.size()) {
        throw new IllegalArgumentException(
            "image " + i + " has class " + classes[i] + ", but there are " + classNames.size());
      }
    }
    this.classNames = List.copyOf(classNames);
    this.classes = classes.clone();
  }

  /** Names of the classes, in order. */
  public List<String> classNames() {
    return classNames;
  }

  /** How many images are labelled. */
  public int size() {
    return classes.length;
  }

  /** The class of image {@code index}. */
  public int get(int index) {
    return classes[index];
  }

  /** The classes of all images, copied. */
  public int[] toArray() {
    return classes.clone();
  }

  /** The labels of the images at {@code indices}, in that order. */
  public Labels at(int... indices) {
    return new Labels(classNames, Arrays.stream(indices).map(i -> classes[i]).toArray());
  }

  /** How many images each class has. */
  public int[] counts() {
    int[] counts = new int[classNames.size()];
    for (int label : classes) {
      counts[label]++;
    }
    return counts;
  }
}

package io.boogeyman.cli.run;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageView;
import io.boogeyman.core.image.Labels;
import io.boogeyman.victim.description.ClassNames;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Test images with their classes numbered as a victim numbers them. */
public record RelabelledImages(ImageSet images, Labels victims) implements ImageView {

  /**
   * Test images under the victim's numbering. Their classes are found by name, so that they may be
   * in another order, as folders are whose names are numbers, or only some of the victim's.
   *
   * @param classNames the victim's; where these are but numbers, as many classes of other names are
   *     taken in their own order
   * @throws IllegalArgumentException in one line, if they are of other classes or have no labels
   */
  public static ImageSet of(ImageSet test, List<String> classNames) {
    Labels labels =
        test.labels()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the test images "
                            + test.name()
                            + " have no labels; put them in one folder a class"));
    List<String> names = labels.classNames();
    if (names.equals(classNames)) {
      return test;
    }
    if (new HashSet<>(classNames).containsAll(names)) {
      int[] numbers = names.stream().mapToInt(classNames::indexOf).toArray();
      int[] classes = labels.toArray();
      for (int i = 0; i < classes.length; i++) {
        classes[i] = numbers[classes[i]];
      }
      return new RelabelledImages(test, new Labels(classNames, classes));
    }
    boolean unnamed = classNames.equals(ClassNames.numbered(classNames.size()));
    if (unnamed && names.size() == classNames.size()) {
      return new RelabelledImages(test, new Labels(classNames, labels.toArray()));
    }
    throw new IllegalArgumentException(
        "the test images "
            + test.name()
            + " are of other classes ("
            + brief(names)
            + ") than the victim's ("
            + brief(classNames)
            + ")"
            + (unnamed ? "; name their folders by the victim's numbers" : ""));
  }

  private static String brief(List<String> names) {
    int shown = Math.min(3, names.size());
    return names.size() + ": " + String.join(", ", names.subList(0, shown)) + ", …";
  }

  @Override
  public String digest() {
    Digest digest = Digest.start().add("relabelled").add(images.digest());
    victims.classNames().forEach(digest::add);
    return digest.add(victims.toArray()).hex();
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.of(victims);
  }
}

package io.boogeyman.cli.run;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.image.Split;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labelled images on which victim and copies are measured. */
public sealed interface TestImages {

  /**
   * All images of a source.
   *
   * @param source its name, as {@link ImageSets} reads it
   */
  record Named(String source) implements TestImages {
    @Override
    public ImageSet select(ImageSet images) {
      return images;
    }

    @Override
    public String toString() {
      return source;
    }
  }

  /**
   * The part of its own images that a victim was not trained on.
   *
   * @param source name of these images
   * @param share how much of them was set aside, in (0, 1)
   * @param seed the training's, from which chance followed
   * @param digest of the part
   */
  record SetAside(String source, double share, long seed, String digest) implements TestImages {
    private static final String REMEDY =
        "; name other labelled images with --test, not those that it was trained on";

    /**
     * The part set aside, by group, and the rest.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Split split(ImageSet images, double share, long seed) {
      Split split = Split.byGroup(images, share, new Seed(seed).derive("test"));
      if (split.first().size() == 0) {
        throw new IllegalArgumentException(
            "no part of "
                + images.name()
                + " can be set aside for tests: each class is one image, or frames of one scene;"
                + " name test images with --test");
      }
      return split;
    }

    @Override
    public ImageSet select(ImageSet images) {
      ImageSet part = split(images, share, seed).first();
      if (!part.digest().equals(digest)) {
        throw new IllegalArgumentException(
            "the victim was tested on a part of "
                + source
                + ", whose images have changed since"
                + REMEDY);
      }
      return part;
    }

    @Override
    public OpenImages open(ImageSets sets, ImageShape shape) {
      try {
        return sets.open(source, shape);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "the victim was tested on a part of "
                + source
                + ", which cannot be read from here any more"
                + REMEDY,
            e);
      }
    }

    @Override
    public String toString() {
      return share + " of " + source + ", set aside with seed " + seed;
    }
  }

  /** The name of the source that they are in. */
  String source();

  /**
   * Opens the source that they are in.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no longer there
   */
  default OpenImages open(ImageSets sets, ImageShape shape) throws IOException {
    return sets.open(source(), shape);
  }

  /**
   * They, out of all images of the source.
   *
   * @throws IllegalArgumentException if they have changed
   */
  ImageSet select(ImageSet images);

  /**
   * What a victim's notes say that it was tested on, if they do.
   *
   * @throws IllegalArgumentException if a number among them is none
   */
  static Optional<TestImages> noted(Map<String, String> notes) {
    if (notes.containsKey("test")) {
      return Optional.of(new Named(notes.get("test")));
    }
    if (!notes.keySet().containsAll(List.of("data", "seed", "test share", "test digest"))) {
      return Optional.empty();
    }
    return Optional.of(setAside(notes));
  }

  /**
   * What a victim's notes say that it was tested on.
   *
   * @throws IllegalArgumentException in one line, if they do not say it
   */
  static TestImages known(Map<String, String> notes) {
    return noted(notes)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "what the victim was tested on is not known; name labelled images with --test,"
                        + " not those that it was trained on"));
  }

  private static SetAside setAside(Map<String, String> notes) {
    try {
      return new SetAside(
          notes.get("data"),
          Double.parseDouble(notes.get("test share")),
          Long.parseLong(notes.get("seed")),
          notes.get("test digest"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          OneLine.of(
              "the victim's notes are damaged: its test images were a share of '%s', by seed '%s'"
                  .formatted(notes.get("test share"), notes.get("seed"))),
          e);
    }
  }
}

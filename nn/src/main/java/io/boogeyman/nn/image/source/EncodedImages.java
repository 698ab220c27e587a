package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageHeader;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.image.decode.ImageDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Images that are a file each, in a usual format. */
final class EncodedImages implements ImageSource {
  /** No sane image file is larger; in an archive, a larger one is a bomb. */
  private static final int MOST_BYTES = 256 << 20;

  private final String name;
  private final FileTree tree;
  private final ImageListing listing;
  private final int[] groups;

  EncodedImages(String name, FileTree tree, ImageListing listing) {
    this.name = name;
    this.tree = tree;
    this.listing = listing;
    this.groups = Groups.of(listing.paths());
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * The names belong to it too, since stored images keep them. Reads every file: 1 s a GB or so.
   */
  @Override
  public String digest() {
    Digest digest = Digest.start().add(size()).add(groups);
    listing.labels().ifPresent(labels -> LabelDigest.add(digest, labels));
    for (String path : listing.paths()) {
      digest.add(path);
      try {
        digest.add(tree.read(path, MOST_BYTES));
      } catch (IOException e) {
        digest.add("unreadable");
      }
    }
    return digest.hex();
  }

  @Override
  public int size() {
    return listing.paths().size();
  }

  @Override
  public Optional<Labels> labels() {
    return listing.labels();
  }

  @Override
  public String nameOf(int index) {
    return listing.paths().get(index);
  }

  @Override
  public int groupOf(int index) {
    return groups[index];
  }

  @Override
  public byte[] read(int index, ImageShape shape) throws UnreadableImageException {
    return ImageDecoder.decode(encoded(index), nameOf(index), shape);
  }

  @Override
  public Optional<ImageHeader> headerOf(int index) throws UnreadableImageException {
    return Optional.of(ImageDecoder.header(encoded(index), nameOf(index)));
  }

  @Override
  public List<String> ignored() {
    return listing.ignored();
  }

  /** The listing belongs to it too: the same files may be told apart in parts and groups. */
  @Override
  public Optional<String> fingerprint() {
    Digest digest = Digest.start().add(tree.fingerprint()).add(groups);
    listing.labels().ifPresent(labels -> LabelDigest.add(digest, labels));
    listing.paths().forEach(digest::add);
    return Optional.of(digest.hex());
  }

  @Override
  public void close() {
    tree.close();
  }

  private byte[] encoded(int index) throws UnreadableImageException {
    try {
      return tree.read(nameOf(index), MOST_BYTES);
    } catch (IOException e) {
      throw new UnreadableImageException(nameOf(index) + ": cannot be read: " + e.getMessage());
    }
  }
}

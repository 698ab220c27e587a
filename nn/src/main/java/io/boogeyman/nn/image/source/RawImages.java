package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageHeader;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.image.decode.ImageDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The images of files of uncompressed pixels, one file after another. */
final class RawImages implements ImageSource {
  private final String name;
  private final String format;
  private final RawContents contents;
  private final List<RawFile> files;
  private final Optional<Labels> labels;

  RawImages(
      String name,
      String format,
      RawContents contents,
      List<RawFile> files,
      Optional<Labels> labels) {
    this.name = name;
    this.format = format;
    this.contents = contents;
    this.files = List.copyOf(files);
    this.labels = labels;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String digest() {
    Digest digest = Digest.start().add(format);
    labels.ifPresent(known -> LabelDigest.add(digest, known));
    try {
      for (RawFile file : files) {
        digest.add(file.path()).add(contents.read(file.path()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digest.hex();
  }

  @Override
  public int size() {
    return files.stream().mapToInt(RawFile::count).sum();
  }

  @Override
  public Optional<Labels> labels() {
    return labels;
  }

  @Override
  public String nameOf(int index) {
    Place place = locate(index);
    return place.file().path() + " image " + place.index();
  }

  @Override
  public byte[] read(int index, ImageShape shape) throws UnreadableImageException {
    Place place = locate(index);
    RawFile file = place.file();
    try {
      byte[] rgb = file.rgb(contents.read(file.path()), place.index());
      return ImageDecoder.fit(rgb, file.height(), file.width(), shape);
    } catch (IOException e) {
      throw new UnreadableImageException(nameOf(index) + ": cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Optional<ImageHeader> headerOf(int index) {
    RawFile file = locate(index).file();
    return Optional.of(new ImageHeader(format, file.height(), file.width()));
  }

  @Override
  public Optional<String> fingerprint() {
    return Optional.of(Digest.start().add(name).add(contents.tree().fingerprint()).hex());
  }

  @Override
  public void close() {
    contents.tree().close();
  }

  private Place locate(int index) {
    int before = 0;
    for (RawFile file : files) {
      if (index - before < file.count()) {
        return new Place(file, index - before);
      }
      before += file.count();
    }
    throw new IndexOutOfBoundsException("image " + index + " of " + before);
  }

  private record Place(RawFile file, int index) {}
}

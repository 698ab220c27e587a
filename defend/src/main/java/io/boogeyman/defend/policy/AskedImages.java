package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import java.util.List;

/** Images that a model is asked about together. */
record AskedImages(ImageBatch images) implements MicroBatcher.Items<AskedImages> {

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public AskedImages joined(List<AskedImages> all) {
    return new AskedImages(ImageBatch.joined(all.stream().map(AskedImages::images).toList()));
  }
}

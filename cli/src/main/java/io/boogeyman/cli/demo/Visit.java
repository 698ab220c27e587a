package io.boogeyman.cli.demo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A client's visit to the gateway: it asks its images one by one, and what changes is told. */
final class Visit {
  private static final int LINE_EVERY = 10;

  private final String name;
  private final ImageClient client;
  private final List<byte[]> images;
  private final Story story;
  private Tally tally = Tally.NONE;
  private Reply last = Reply.SCORES;

  /**
   * @param name who comes
   * @param images files to be asked about, each once
   */
  Visit(String name, ImageClient client, List<byte[]> images, Story story) {
    this.name = name;
    this.client = client;
    this.images = images;
    this.story = story;
  }

  /** Whether there is an image left to ask about. */
  boolean hasMore() {
    return tally.asked() < images.size();
  }

  /** Asks the next image. */
  void ask() throws IOException, InterruptedException {
    Reply reply = client.ask(images.get(tally.asked()));
    tally = tally.with(reply);
    if (tally.asked() == 1 || reply != last) {
      tell(String.format(Locale.ROOT, "image %,d: %s", tally.asked(), reply));
    } else if (tally.asked() % LINE_EVERY == 0) {
      tell(tally.toString());
    }
    last = reply;
  }

  void tell(String line) {
    story.tell(name, line);
  }

  Tally tally() {
    return tally;
  }
}

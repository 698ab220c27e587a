package io.boogeyman.cli.reproduce.profile;

/**
 * Images that belong to no victim.
 *
 * @param title for people
 * @param images their name, as on the command line
 */
public record Pool(String title, String images) {
  /**
   * @throws IllegalArgumentException if something is not said
   */
  public Pool {
    Required.said(title, "a pool", "title");
    Required.said(images, "a pool", "images");
  }
}

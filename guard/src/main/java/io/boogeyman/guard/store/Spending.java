package io.boogeyman.guard.store;

/**
 * Images that were charged.
 *
 * @param day on this day, in UTC
 * @param month in this month
 * @param ever since the store was made
 */
public record Spending(long day, long month, long ever) {

  /** In a window. */
  public long in(Window window) {
    return switch (window) {
      case DAY -> day;
      case MONTH -> month;
      case EVER -> ever;
    };
  }

  Spending plus(long images) {
    return new Spending(day + images, month + images, ever + images);
  }
}

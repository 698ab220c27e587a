package io.boogeyman.defend.extraction;

import io.boogeyman.defend.detector.StatefulDetector;
import java.util.List;

/**
 * Says how much of a model a client could know by now, as a share from 0 to 1, and warns from a
 * limit on: for one client, and for several as if they were one.
 *
 * @param <S> what it keeps of a client
 */
public interface ExtractionWarning<S> extends StatefulDetector<AnsweredQuery, S> {

  /** What two clients know together. The same in either order; both stay as they are. */
  S merge(S one, S other);

  /** What several clients know together; of none, what a client knows that has not asked yet. */
  default S together(List<S> clients) {
    S all = begin();
    for (S client : clients) {
      all = merge(all, client);
    }
    return all;
  }
}

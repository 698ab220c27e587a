package io.boogeyman.defend.policy;

import io.boogeyman.core.prediction.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a policy decides about a request. */
public sealed interface Decision {

  /**
   * The request is answered.
   *
   * @param answers one an image, in order, as the client may see them
   * @param standing how the client stands after this request
   */
  record Released(List<Answer> answers, Standing standing) implements Decision {
    /** Makes the list immutable. */
    public Released {
      answers = List.copyOf(answers);
    }
  }

  /**
   * The request is not answered, as a whole.
   *
   * @param reason why, for programs
   * @param message why, for people, in one line; tells nothing of detectors
   * @param retryAfter when it may be answered, if that is known
   */
  record Refused(Reason reason, String message, Optional<Duration> retryAfter)
      implements Decision {}

  /** Why a request is refused. */
  enum Reason {
    /** The client, or all together, asked as much as they may. */
    OVER_BUDGET,
    /** The policy refuses a client so suspicious. */
    SUSPECTED,
    /** The model, or what must watch it, does not answer. */
    UNAVAILABLE,
    /** Too much is asked at once. */
    OVERLOADED
  }
}

package io.boogeyman.defend.policy;

import io.boogeyman.defend.watermark.MarkedModel;
import io.boogeyman.defend.watermark.Trigger;
import java.time.Instant;

/**
 * Keeps which queries of a client were answered under a mark, where the policy says so: they are
 * his images. Told in the thread that answers: it must not wait for anything slow. Safe for several
 * threads.
 */
@FunctionalInterface
public interface TriggerRegister {
  /** Keeps nothing. */
  TriggerRegister NONE = entry -> {};

  /** Keeps one, unless the client has it or more than enough. */
  void add(Entry entry);

  /**
   * A marked query that was answered.
   *
   * @param client who asked
   * @param model that was asked
   * @param trigger what he asked, and its mark
   * @param answered when
   * @param until when it may be kept, as the policy said then
   */
  record Entry(
      ClientName client, MarkedModel model, Trigger trigger, Instant answered, Instant until) {}
}

package io.boogeyman.nn.training;

/**
 * Images as they go into one step, uint8 N×H×W×C, with their targets, N×K.
 *
 * @param pairs images without targets that go into the step too; of length 0 where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
record Batch(byte[] pixels, float[] targets, int count, Pairs pairs) {

  /** Images as a teacher sees them, and as a pupil does. */
  record Pairs(byte[] plain, byte[] distorted, int count) {
    static final Pairs NONE = new Pairs(new byte[0], new byte[0], 0);
  }
}

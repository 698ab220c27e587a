package io.boogeyman.attack.journal;

import io.boogeyman.core.prediction.Answer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Answers as bytes, little-endian: a tag (1 vector, 2 top-k, 3 label), the number of classes, then
 * the probabilities, or (k, ids, probabilities), or the class.
 */
final class AnswerCodec {
  private static final byte VECTOR = 1;
  private static final byte TOP_K = 2;
  private static final byte LABEL = 3;

  private AnswerCodec() {}

  static byte[] encode(Answer answer) {
    if (answer instanceof Answer.Vector vector) {
      byte[] encoded = allocate(vector.classes() * Float.BYTES);
      ByteBuffer bytes = begin(encoded, VECTOR, vector.classes());
      for (int k = 0; k < vector.classes(); k++) {
        bytes.putFloat(vector.probability(k));
      }
      return encoded;
    }
    if (answer instanceof Answer.TopK top) {
      int size = Integer.BYTES + top.k() * (Integer.BYTES + Float.BYTES);
      byte[] encoded = allocate(size);
      ByteBuffer bytes = begin(encoded, TOP_K, top.classes()).putInt(top.k());
      for (int rank = 0; rank < top.k(); rank++) {
        bytes.putInt(top.id(rank)).putFloat(top.probability(rank));
      }
      return encoded;
    }
    byte[] encoded = allocate(Integer.BYTES);
    begin(encoded, LABEL, answer.classes()).putInt(answer.top());
    return encoded;
  }

  private static byte[] allocate(int content) {
    return new byte[1 + Integer.BYTES + content];
  }

  private static ByteBuffer begin(byte[] encoded, byte tag, int classes) {
    return ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).put(tag).putInt(classes);
  }

  /**
   * @throws IllegalArgumentException if the bytes are no answer
   */
  static Answer decode(byte[] encoded) {
    try {
      return decode(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(encoded.length + " bytes are too few", e);
    }
  }

  private static Answer decode(ByteBuffer bytes) {
    byte tag = bytes.get();
    int classes = bytes.getInt();
    return switch (tag) {
      case VECTOR -> vector(bytes, classes);
      case TOP_K -> topK(bytes, classes);
      case LABEL -> new Answer.Label(classes, bytes.getInt());
      default -> throw new IllegalArgumentException("no answer begins with " + tag);
    };
  }

  private static Answer vector(ByteBuffer bytes, int classes) {
    requireRemaining(bytes, (long) classes * Float.BYTES);
    float[] probabilities = new float[classes];
    bytes.asFloatBuffer().get(probabilities);
    return new Answer.Vector(probabilities);
  }

  private static Answer topK(ByteBuffer bytes, int classes) {
    int k = bytes.getInt();
    requireRemaining(bytes, (long) k * (Integer.BYTES + Float.BYTES));
    int[] ids = new int[k];
    float[] probabilities = new float[k];
    for (int rank = 0; rank < k; rank++) {
      ids[rank] = bytes.getInt();
      probabilities[rank] = bytes.getFloat();
    }
    return new Answer.TopK(classes, ids, probabilities);
  }

  /** A count is believed only once the bytes are there: a damaged one may be anything. */
  private static void requireRemaining(ByteBuffer bytes, long expected) {
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes stand where " + expected + " should");
    }
  }
}

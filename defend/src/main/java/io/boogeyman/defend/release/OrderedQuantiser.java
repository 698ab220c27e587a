package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * ModelGuard-S: every vector is answered with one that was answered before, the first with the same
 * top class within ε of it (L1); only where there is none it is answered itself, and kept.
 *
 * <p>Tang et al., "ModelGuard: information-theoretic defense against model extraction attacks"
 * (USENIX Security 2024), section 5.3, the ordered incremental quantiser. What was answered before
 * counts: in another order images get other answers. But an image that was answered keeps its
 * answer, since vectors are only ever added behind those that were looked at for it.
 *
 * <p>It departs from the paper in being bounded: when all places are taken, the nearest vector of
 * the class is answered, however far, or the bare class where it has none. So no more is told than
 * the places hold; ε holds until then. Cost: a distance a vector of the class, broken off where it
 * passes ε; 4 bytes a class a vector.
 */
final class OrderedQuantiser implements Release {
  private static final int VERSION = 1;

  private final String name;
  private final int classes;
  private final double epsilon;
  private final int places;

  /** By top class, in the order of their answering. */
  private List<List<Answer.Vector>> centroids;

  private int taken;

  OrderedQuantiser(String name, int classes, double epsilon, int places) {
    this.name = name;
    this.classes = classes;
    this.epsilon = epsilon;
    this.places = places;
    this.centroids = none();
  }

  private List<List<Answer.Vector>> none() {
    List<List<Answer.Vector>> lists = new ArrayList<>(classes);
    for (int k = 0; k < classes; k++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized List<Answer> release(Exchange exchange) {
    List<Answer> released = new ArrayList<>(exchange.size());
    for (Answer answer : exchange.answers()) {
      double[] y = Simplex.of(VectorRelease.vector(name, classes, answer));
      int top = Simplex.top(y);
      released.add(quantise(Simplex.answer(y, top), top));
    }
    return released;
  }

  private Answer.Vector quantise(Answer.Vector vector, int top) {
    List<Answer.Vector> known = centroids.get(top);
    Answer.Vector nearest = null;
    double least = Double.POSITIVE_INFINITY;
    for (Answer.Vector centroid : known) {
      double distance = distance(vector, centroid, Math.max(epsilon, least));
      if (distance <= epsilon) {
        return centroid;
      }
      if (distance < least) {
        least = distance;
        nearest = centroid;
      }
    }
    if (taken < places) {
      known.add(vector);
      taken++;
      return vector;
    }
    return nearest == null ? bare(top) : nearest;
  }

  /** L1, broken off where it passes {@code most}. */
  private double distance(Answer.Vector one, Answer.Vector other, double most) {
    double sum = 0;
    for (int k = 0; k < classes && sum <= most; k++) {
      sum += Math.abs((double) one.probability(k) - other.probability(k));
    }
    return sum;
  }

  private Answer.Vector bare(int top) {
    float[] values = new float[classes];
    values[top] = 1;
    return new Answer.Vector(values);
  }

  @Override
  public synchronized byte[] memory() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(classes);
      out.writeInt(taken);
      for (List<Answer.Vector> known : centroids) {
        for (Answer.Vector centroid : known) {
          for (int k = 0; k < classes; k++) {
            out.writeFloat(centroid.probability(k));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public synchronized void recall(byte[] memory) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(memory))) {
      if (in.readByte() != VERSION || in.readInt() != classes) {
        throw damaged(memory, null);
      }
      int count = in.readInt();
      if (count < 0 || count > places || in.available() != (long) count * classes * Float.BYTES) {
        throw damaged(memory, null);
      }
      List<List<Answer.Vector>> read = none();
      for (int i = 0; i < count; i++) {
        Answer.Vector centroid = vector(in);
        read.get(centroid.top()).add(centroid);
      }
      centroids = read;
      taken = count;
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(memory, e);
    }
  }

  private Answer.Vector vector(DataInputStream in) throws IOException {
    float[] values = new float[classes];
    for (int k = 0; k < classes; k++) {
      values[k] = in.readFloat();
    }
    return new Answer.Vector(values);
  }

  private IllegalArgumentException damaged(byte[] memory, Exception cause) {
    return new IllegalArgumentException(
        ("the memory of %s (%d bytes) is of another version, of other classes, of more vectors than"
                + " %d, or damaged")
            .formatted(name, memory.length, places),
        cause);
  }
}

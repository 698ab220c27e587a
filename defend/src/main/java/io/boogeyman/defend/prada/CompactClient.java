package io.boogeyman.defend.prada;

import io.boogeyman.core.random.Seed;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What {@link CompactPrada} keeps of a client: at most 64 KiB. */
public final class CompactClient {
  private static final int MEMBERS = 320;
  private static final int DISTANCES = 1024;

  /** More classes share places: 640 of them fill what 64 KiB leave. */
  private static final int PLACES = 640;

  /** A class's threshold, and moments of the distances that its members had when they came. */
  private static final class Place {
    private int count;
    private float mean;
    private float squares;
    private float threshold;

    /** Welford's update. */
    void add(double distance) {
      count++;
      double before = distance - mean;
      mean += (float) (before / count);
      squares += (float) (before * (distance - mean));
      threshold = (float) Math.max(threshold, mean - Math.sqrt(squares / (double) count));
    }
  }

  private final Map<Integer, Place> places = new TreeMap<>();
  private final float[] points = new float[MEMBERS * CompactPrada.DIMENSIONS];
  private final int[] placeOf = new int[MEMBERS];
  private int came;
  private int seen;
  final float[] distances = new float[DISTANCES];
  int queries;
  double w = 1;
  boolean accused;

  CompactClient() {}

  /** Queries so far. */
  public int queries() {
    return queries;
  }

  /** W at the last test, 1 before the first. */
  public double w() {
    return w;
  }

  /** Distances in the sample. */
  int sampled() {
    return Math.min(seen, DISTANCES);
  }

  void take(PradaQuery<float[]> query, Seed seed) {
    SplittableRandom chance =
        new SplittableRandom(seed.value() + 0x9E3779B97F4A7C15L * (queries + 1L));
    queries++;
    int number = Math.floorMod(query.answer(), PLACES);
    Place place = places.get(number);
    if (place == null) {
      place = new Place();
      places.put(number, place);
      place.add(0);
      keep(query.point(), number, chance);
      return;
    }
    double distance = nearest(query.point(), number);
    if (Double.isInfinite(distance)) { // chance has left out the last member of its class
      keep(query.point(), number, chance);
      return;
    }
    sample(distance, chance);
    if (distance > place.threshold) {
      place.add(distance);
      keep(query.point(), number, chance);
    }
  }

  private double nearest(float[] point, int place) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(came, MEMBERS); i++) {
      if (placeOf[i] == place) {
        best = Math.min(best, squared(point, i * CompactPrada.DIMENSIONS));
      }
    }
    return Math.sqrt(best);
  }

  private double squared(float[] point, int offset) {
    double sum = 0;
    for (int d = 0; d < point.length; d++) {
      double difference = point[d] - points[offset + d];
      sum += difference * difference;
    }
    return sum;
  }

  private void keep(float[] point, int place, SplittableRandom chance) {
    int at = reservoir(came++, MEMBERS, chance);
    if (at < MEMBERS) {
      System.arraycopy(point, 0, points, at * point.length, point.length);
      placeOf[at] = place;
    }
  }

  private void sample(double distance, SplittableRandom chance) {
    int at = reservoir(seen++, DISTANCES, chance);
    if (at < DISTANCES) {
      distances[at] = (float) distance;
    }
  }

  /** Where the next one goes when so many came before it; beyond the room, nowhere. */
  private static int reservoir(int before, int room, SplittableRandom chance) {
    return before < room ? before : chance.nextInt(before + 1);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(queries);
    out.writeDouble(w);
    out.writeBoolean(accused);
    out.writeInt(came);
    for (int i = 0; i < Math.min(came, MEMBERS); i++) {
      out.writeShort(placeOf[i]);
      for (int d = 0; d < CompactPrada.DIMENSIONS; d++) {
        out.writeFloat(points[i * CompactPrada.DIMENSIONS + d]);
      }
    }
    out.writeInt(seen);
    for (int i = 0; i < sampled(); i++) {
      out.writeFloat(distances[i]);
    }
    out.writeInt(places.size());
    for (Map.Entry<Integer, Place> entry : places.entrySet()) {
      Place place = entry.getValue();
      out.writeShort(entry.getKey());
      out.writeInt(place.count);
      out.writeFloat(place.mean);
      out.writeFloat(place.squares);
      out.writeFloat(place.threshold);
    }
  }

  static CompactClient read(DataInput in) throws IOException {
    CompactClient client = new CompactClient();
    client.queries = natural(in.readInt());
    client.w = in.readDouble();
    client.accused = in.readBoolean();
    client.came = natural(in.readInt());
    for (int i = 0; i < Math.min(client.came, MEMBERS); i++) {
      client.placeOf[i] = in.readShort();
      for (int d = 0; d < CompactPrada.DIMENSIONS; d++) {
        client.points[i * CompactPrada.DIMENSIONS + d] = in.readFloat();
      }
    }
    client.seen = natural(in.readInt());
    for (int i = 0; i < client.sampled(); i++) {
      client.distances[i] = in.readFloat();
    }
    for (int left = Math.min(PLACES, natural(in.readInt())); left > 0; left--) {
      Place place = new Place();
      client.places.put((int) in.readShort(), place);
      place.count = in.readInt();
      place.mean = in.readFloat();
      place.squares = in.readFloat();
      place.threshold = in.readFloat();
    }
    return client;
  }

  private static int natural(int number) throws IOException {
    if (number < 0) {
      throw new IOException("a number of things that is negative");
    }
    return number;
  }
}

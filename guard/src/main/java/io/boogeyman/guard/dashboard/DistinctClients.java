package io.boogeyman.guard.dashboard;

import java.util.Arrays;

/**
 * How many different clients asked in the last five minutes, however many they are, in 96 KiB.
 * HyperLogLog (Flajolet et al. 2007) with 2<sup>14</sup> registers for each minute: the standard
 * error is 0.8 %, and few clients are counted by empty registers, which is all but exact. Cost: a
 * hash an event. For one thread at a time.
 */
final class DistinctClients {
  /** How far back it counts, this minute included. */
  static final int MINUTES = 5;

  private static final int BITS = 14;
  private static final int REGISTERS = 1 << BITS;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  /** One more than is counted, so that the minute that begins finds its registers empty. */
  private final byte[][] registers = new byte[MINUTES + 1][REGISTERS];

  private final long[] minutes = new long[MINUTES + 1];

  DistinctClients() {
    Arrays.fill(minutes, Long.MIN_VALUE);
  }

  void add(String client, long minute) {
    int slot = (int) Math.floorMod(minute, (long) registers.length);
    if (minutes[slot] != minute) {
      Arrays.fill(registers[slot], (byte) 0);
      minutes[slot] = minute;
    }
    long hash = hash(client);
    int register = (int) (hash >>> (Long.SIZE - BITS));
    byte rank = (byte) (Long.numberOfLeadingZeros((hash << BITS) | (1L << (BITS - 1))) + 1);
    if (rank > registers[slot][register]) {
      registers[slot][register] = rank;
    }
  }

  /** FNV-1a, stirred as in MurmurHash3, since FNV's high bits are poor in short texts. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /** How many in the minutes up to this one. */
  long count(long minute) {
    byte[] union = new byte[REGISTERS];
    for (int slot = 0; slot < registers.length; slot++) {
      if (minutes[slot] > minute - MINUTES && minutes[slot] <= minute) {
        for (int i = 0; i < REGISTERS; i++) {
          union[i] = (byte) Math.max(union[i], registers[slot][i]);
        }
      }
    }
    return Math.round(estimate(union));
  }

  private static double estimate(byte[] union) {
    double sum = 0;
    int empty = 0;
    for (byte rank : union) {
      sum += 1.0 / (1L << rank);
      if (rank == 0) {
        empty++;
      }
    }
    double raw = ALPHA * REGISTERS * REGISTERS / sum;
    return raw <= 2.5 * REGISTERS && empty > 0
        ? REGISTERS * Math.log((double) REGISTERS / empty)
        : raw;
  }
}

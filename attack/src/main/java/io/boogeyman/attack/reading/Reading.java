package io.boogeyman.attack.reading;

import io.boogeyman.attack.surrogate.AnswerTargets;
import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.core.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a thief makes of answers. A thief who knows the defence makes something else of them than
 * one who does not; a defence is worth what it is worth against him.
 */
public sealed interface Reading {

  /**
   * As coarse as an API would release them. Labels, of whatever the API says, are the simplest way
   * past a defence that changes vectors and keeps the label.
   *
   * @param granularity how much is looked at
   */
  record Seen(Granularity granularity) implements Reading {
    @Override
    public Transcript of(Transcript asked) {
      return asked.releasing(granularity);
    }

    @Override
    public String toString() {
      return granularity.toString();
    }
  }

  /**
   * The mean over several variations of each image, against noise that is drawn for each image and
   * drawn alike when that is asked again. The budget buys as many times fewer images.
   *
   * @param variations of an image, 2 to 100
   */
  record Averaged(int variations) implements Reading {
    private static final int MOST = 100;

    /**
     * @throws IllegalArgumentException if the number is out of range
     */
    public Averaged {
      if (variations < 2 || variations > MOST) {
        throw new IllegalArgumentException(
            "averaged-%d: an image has 2 to %d variations".formatted(variations, MOST));
      }
    }

    /** The first variation of each image, with the mean of the answers that there are. */
    @Override
    public Transcript of(Transcript asked) {
      int images = (asked.size() + variations - 1) / variations;
      int[] first = IntStream.range(0, images).map(i -> i * variations).toArray();
      AnswerTargets rows = new AnswerTargets(asked.answers(), MissingMass.SPREAD, 0);
      List<Answer> means = new ArrayList<>(images);
      for (int from : first) {
        means.add(mean(rows, from, Math.min(asked.size(), from + variations)));
      }
      return asked.select(first).answering(means);
    }

    private static Answer mean(AnswerTargets rows, int from, int to) {
      float[] row = new float[rows.classes()];
      float[] mean = new float[rows.classes()];
      for (int i = from; i < to; i++) {
        rows.write(i, row, 0);
        for (int k = 0; k < row.length; k++) {
          mean[k] += row[k] / (to - from);
        }
      }
      for (int k = 0; k < mean.length; k++) {
        mean[k] = Math.min(1, mean[k]);
      }
      return new Answer.Vector(mean);
    }

    @Override
    public String toString() {
      return "averaged-" + variations;
    }
  }

  /**
   * As they were before the defence, as far as an inverse that is learnt from the defence rebuilt
   * tells ({@link io.boogeyman.attack.recovery.AnswerRecovery}).
   */
  record Recovered() implements Reading {
    /** As they are: what they were is found out when a copy is trained. */
    @Override
    public Transcript of(Transcript asked) {
      return asked;
    }

    @Override
    public String toString() {
      return "recovered";
    }
  }

  /**
   * A transcript as it is read.
   *
   * @throws IllegalArgumentException if its answers hold less than is to be looked at
   */
  Transcript of(Transcript asked);

  /** How many variations of each image are asked for it. */
  default int variationsAsked() {
    return this instanceof Averaged averaged ? averaged.variations() : 1;
  }

  /**
   * Reads {@code averaged-4}, {@code recovered} or a granularity: a reading's own text.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Reading parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    Matcher averaged = Pattern.compile("averaged-(\\d{1,6})").matcher(word);
    if (averaged.matches()) {
      return new Averaged(Integer.parseInt(averaged.group(1)));
    }
    if (word.equals("recovered")) {
      return new Recovered();
    }
    try {
      return new Seen(Granularity.parse(word));
    } catch (IllegalArgumentException e) {
      if (word.matches("(top|round)-\\d+")) {
        throw e;
      }
      throw new IllegalArgumentException(
          OneLine.of(
              "'"
                  + text
                  + "' is no kind of answers; say full, top-K (top-5), round-D (round-2),"
                  + " label, released, averaged-N (averaged-4) or recovered"),
          e);
    }
  }
}

package io.boogeyman.attack.reading;

import io.boogeyman.attack.surrogate.AnswerTargets;
import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.core.transcript.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /**
     * The first variation of each image that there is, with the mean of the answers that there are:
     * a thief with several accounts is not answered in order, nor all of an image.
     */
    @Override
    public Transcript of(Transcript asked) {
      AnswerTargets rows = new AnswerTargets(asked.answers(), MissingMass.SPREAD, 0);
      List<List<Integer>> images = List.copyOf(byImage(asked).values());
      Transcript firsts = asked.select(images.stream().mapToInt(places -> places.get(0)).toArray());
      return firsts.answering(images.stream().map(places -> mean(rows, places)).toList());
    }

    @Override
    public int variationsAsked() {
      return variations;
    }

    @Override
    public int images(Transcript asked) {
      return byImage(asked).size();
    }

    private Map<Integer, List<Integer>> byImage(Transcript asked) {
      Map<Integer, List<Integer>> places = new LinkedHashMap<>();
      int[] positions = asked.positions();
      for (int i = 0; i < positions.length; i++) {
        places.computeIfAbsent(positions[i] / variations, image -> new ArrayList<>()).add(i);
      }
      return places;
    }

    private static Answer mean(AnswerTargets rows, List<Integer> places) {
      float[] row = new float[rows.classes()];
      float[] mean = new float[rows.classes()];
      for (int place : places) {
        rows.write(place, row, 0);
        for (int k = 0; k < row.length; k++) {
          mean[k] += row[k] / places.size();
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

  /** How many images are learnt from, of those asked. */
  default int images(Transcript asked) {
    return asked.size();
  }

  /** How many variations of each image are asked for it. */
  default int variationsAsked() {
    return 1;
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

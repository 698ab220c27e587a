package io.boogeyman.cli.run;

import io.boogeyman.cli.result.Sample;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.victim.input.ImageEncoding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One query as the report shows it. */
final class QuerySample {
  private static final int ENTRIES = 5;

  private QuerySample() {}

  static Sample of(Transcript transcript, int index, List<String> classNames) {
    ImageBatch image = transcript.queries().read(index);
    Answer answer = transcript.answers().get(index);
    return new Sample(
        Base64.getEncoder().encodeToString(ImageEncoding.PNG.encode(image, 0)),
        entries(answer, classNames));
  }

  private static List<Sample.Entry> entries(Answer answer, List<String> classNames) {
    if (answer instanceof Answer.Label label) {
      return List.of(new Sample.Entry(classNames.get(label.top()), 1));
    }
    int told = answer instanceof Answer.TopK listed ? listed.k() : answer.classes();
    int shown = Math.min(ENTRIES, told);
    Answer.TopK top = (Answer.TopK) new Granularity.TopK(shown).release(answer);
    List<Sample.Entry> entries = new ArrayList<>();
    for (int rank = 0; rank < top.k(); rank++) {
      entries.add(new Sample.Entry(classNames.get(top.id(rank)), top.probability(rank)));
    }
    return entries;
  }
}

package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 127, 128, 5_000})
  void sorts_numbers_of_either_sign_and_both_zeros(int more) {
    double[] numbers = new double[6 + more];
    double[] first = {0, -1.5, 2, -0.0, -3, 1e-30};
    System.arraycopy(first, 0, numbers, 0, first.length);
    SplittableRandom random = new SplittableRandom(1);
    for (int k = first.length; k < numbers.length; k++) {
      numbers[k] = Math.exp(20 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
    }
    assertThat(Order.ascending(numbers))
        .containsExactly(
            IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparing(k -> (float) numbers[k] + 0f))
                .mapToInt(Integer::intValue)
                .toArray());
  }
}

package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.prediction.Answer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedQuantiserTest {
  private static final Answer.Vector FIRST = new Answer.Vector(.7f, .2f, .1f);
  private static final Answer.Vector NEAR_FIRST = new Answer.Vector(.6f, .2f, .2f);
  private static final Answer.Vector FAR = new Answer.Vector(.5f, .1f, .4f);
  private static final Answer.Vector NEAR_BOTH = new Answer.Vector(.6f, .15f, .25f);
  private static final Answer.Vector OTHER_CLASS = new Answer.Vector(.2f, .7f, .1f);

  @Test
  void answers_with_the_first_vector_of_the_class_that_is_near() {
    assertThat(quantiser(10).release(Chains.exchange(FIRST, NEAR_FIRST, FAR, NEAR_BOTH)))
        .containsExactly(FIRST, FIRST, FAR, FIRST);
    assertThat(quantiser(10).release(Chains.exchange(FAR, NEAR_BOTH, FIRST)))
        .as("in another order")
        .containsExactly(FAR, FAR, FIRST);
  }

  @Test
  void keeps_classes_apart() {
    OrderedQuantiser quantiser = new OrderedQuantiser("s", 3, 2, 10);
    assertThat(quantiser.release(Chains.exchange(FIRST, OTHER_CLASS, NEAR_FIRST)))
        .containsExactly(FIRST, OTHER_CLASS, FIRST);
  }

  @Test
  void tells_nothing_new_when_all_places_are_taken() {
    assertThat(quantiser(1).release(Chains.exchange(FIRST, FAR, OTHER_CLASS, FIRST)))
        .containsExactly(FIRST, FIRST, new Answer.Vector(0, 1, 0), FIRST);
  }

  @Test
  void does_not_forget_over_a_restart() {
    Release before = Chains.open("[modelguard-s: {epsilon: 0.35}, round-2]", 3);
    List<Answer> answered = before.release(Chains.exchange(FIRST, FAR, OTHER_CLASS));
    Release after = Chains.open("[modelguard-s: {epsilon: 0.35}, round-2]", 3);
    after.recall(before.memory());
    assertThat(after.release(Chains.exchange(NEAR_BOTH, FAR, OTHER_CLASS)))
        .containsExactlyElementsOf(answered);
    assertThat(after.memory()).isEqualTo(before.memory());
  }

  @Test
  void refuses_a_memory_that_is_not_its_own() {
    OrderedQuantiser quantiser = quantiser(10);
    quantiser.release(Chains.exchange(FIRST, FAR));
    byte[] memory = quantiser.memory();
    String message =
        "the memory of s (%d bytes) is of another version, of other classes, of more vectors than"
            + " %d, or damaged";
    assertThatThrownBy(() -> quantiser(1).recall(memory)).hasMessage(message, memory.length, 1);
    for (int length = 0; length < memory.length; length++) {
      byte[] cut = Arrays.copyOf(memory, length);
      assertThatThrownBy(() -> quantiser(10).recall(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message, length, 10);
    }
    assertThatThrownBy(() -> new OrderedQuantiser("s", 4, 1, 10).recall(memory))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_chain_refuses_a_memory_that_is_not_its_own() {
    Release chain = Chains.open("[modelguard-s, label]", 3);
    chain.release(Chains.exchange(FIRST));
    byte[] memory = chain.memory();
    byte[] longer = Arrays.copyOf(memory, memory.length + 1);
    assertThatThrownBy(() -> chain.recall(longer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the memory of 'modelguard-s, label' (%d bytes) is of other releases or damaged",
            longer.length);
    assertThatThrownBy(() -> Chains.open("[mad, label]", 3).recall(memory))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Chains.open("[mad, label]", 3).memory()).isEmpty();
  }

  private static OrderedQuantiser quantiser(int places) {
    return new OrderedQuantiser("s", 3, .35, places);
  }
}

package io.boogeyman.defend.policy.file;

import java.util.List;

/** A policy file that is none. Its message is one line, with the first of its faults. */
public final class PolicyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<PolicyFault> faults;

  PolicyException(String file, List<PolicyFault> faults) {
    super(
        file
            + ", "
            + faults.get(0)
            + (faults.size() == 1 ? "" : " (and %d more)".formatted(faults.size() - 1)));
    this.faults = List.copyOf(faults);
  }

  /** All that is wrong, in the order of the file. */
  public List<PolicyFault> faults() {
    return faults;
  }
}

package io.boogeyman.cli.reproduce.profile;

/** What a claim can be about. */
public enum Figure {
  /** Of a theft: the copy is right on the test images. */
  ACCURACY,
  /** Of a theft: the copy agrees with the victim on the test images. */
  FIDELITY,
  /** Of a theft: the copy's accuracy over the victim's. */
  RECOVERY,
  /**
   * Of a theft: Spearman's rank correlation, over classes, of how many answers name a class and the
   * share of the victim's accuracy on that class that the copy keeps.
   */
  RARE_CLASSES,
  /** Of a detector: area under the ROC curve. */
  AUROC,
  /** Of a detector: the attacker's queries that it flags at its calibrated threshold. */
  FOUND,
  /** Of a detector: the owner's own queries that it does not flag. */
  PASSED;

  /** Whether it is of a theft, else of a detector. */
  public boolean isOfThefts() {
    return switch (this) {
      case ACCURACY, FIDELITY, RECOVERY, RARE_CLASSES -> true;
      case AUROC, FOUND, PASSED -> false;
    };
  }
}

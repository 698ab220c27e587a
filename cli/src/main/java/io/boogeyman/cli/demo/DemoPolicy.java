package io.boogeyman.cli.demo;

import io.boogeyman.guard.client.ApiKey;
import io.boogeyman.guard.client.ApiKeys;

/**
 * The policy that the demo serves by, and the keys that it knows.
 *
 * @param customer who asks what the victim is for
 * @param thief who asks whatever he has
 * @param visitor who watches the demo and wants to ask, too
 */
record DemoPolicy(ApiKey customer, ApiKey thief, ApiKey visitor) {
  /** What clients call the model. */
  static final String MODEL = "signs";

  private static final String TEXT =
      """
      # Written by 'boogeyman guard --demo'. What the fields mean: docs/policy.md.
      # Change it while the gateway serves: within a second it does what the file says.
      policy: 1
      version: "demo-1"
      author: boogeyman guard --demo
      model: {victim: ../../signs.safetensors, name: %s}
      authentication:
        keys:                                # as 'boogeyman guard key NAME' makes them
          - {client: customer, sha256: %s}
          - {client: thief, sha256: %s}
          - {client: you, sha256: %s}
      clients:
        each: {images: 5000, per: day}
      detectors:
        calibration: ../../signs.calibration # of 'boogeyman calibrate'
        watch: [foreign-query-classifier]
      release: [full]
      suspicion:                             # at 1 the detector accuses
        - {step: watched, at: 0.3, hold: 10m, alert: true}
        - {step: coarse, at: 0.6, release: [label], hold: 1h, alert: true}
        - {step: refused, at: 1, refuse: true, hold: 1d, alert: true}
      """;

  static DemoPolicy withNewKeys() {
    return new DemoPolicy(ApiKeys.generate(), ApiKeys.generate(), ApiKeys.generate());
  }

  /** The text of a file two folders below the victim and its detectors. */
  String text() {
    return TEXT.formatted(MODEL, customer.sha256(), thief.sha256(), visitor.sha256());
  }
}

package io.boogeyman.defend.policy;

/**
 * What a policy is enforced with. Model, watch, ledger and states may serve longer than one policy
 * is in force: whoever made them closes them.
 *
 * @param model what answers
 * @param watch what watches
 * @param releases what becomes of answers, for each step of suspicion; closed with the enforcement
 * @param ledger what counts
 * @param states what remembers
 */
public record EnforcementParts(
    GuardedModel model, Watch watch, ReleaseLadder releases, Ledger ledger, ClientStates states) {}

package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import java.time.Instant;

/**
 * A client without the evidence.
 *
 * @param name of the client
 * @param level step of suspicion
 * @param since when it was reached
 * @param lastSeen when the client asked last
 * @param queries images asked so far
 */
public record KnownClient(
    ClientName name, int level, Instant since, Instant lastSeen, long queries) {}

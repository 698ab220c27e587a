package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.watermark.MarkedModel;
import java.time.Instant;

/**
 * That a client's marked queries are kept.
 *
 * @param client who asked
 * @param model that was asked
 * @param triggers how many are kept
 * @param secrets under how many secrets they were marked
 * @param first when the first of them was answered
 * @param last when the last of them was answered
 */
public record KeptTriggers(
    ClientName client, MarkedModel model, int triggers, int secrets, Instant first, Instant last) {}

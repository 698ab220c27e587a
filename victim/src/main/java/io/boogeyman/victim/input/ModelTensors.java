package io.boogeyman.victim.input;

import java.util.Optional;

/**
 * The tensors of a model, as everybody knows them who asks it without anything before it.
 *
 * @param input what the one that images go to is called; empty where the model has no name for it
 * @param preprocessing how images become it
 * @param output what the one that answers come from is called, likewise
 */
public record ModelTensors(
    Optional<String> input, Preprocessing preprocessing, Optional<String> output) {}

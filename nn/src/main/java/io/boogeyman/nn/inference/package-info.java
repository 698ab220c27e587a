/** Asking a network: in batches, with batch normalisation folded away, and as a prediction API. */
package io.boogeyman.nn.inference;

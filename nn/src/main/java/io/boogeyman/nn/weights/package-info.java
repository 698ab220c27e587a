/** Weights of networks, in and out of files. */
package io.boogeyman.nn.weights;

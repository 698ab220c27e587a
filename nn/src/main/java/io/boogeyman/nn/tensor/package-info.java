/** Between Java's arrays and libtorch's tensors. */
package io.boogeyman.nn.tensor;

/** Classifying networks on libtorch, with torchvision's names for their weights. */
package io.boogeyman.nn.network;

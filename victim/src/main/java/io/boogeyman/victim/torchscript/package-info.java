/** TorchScript models on libtorch. */
package io.boogeyman.victim.torchscript;

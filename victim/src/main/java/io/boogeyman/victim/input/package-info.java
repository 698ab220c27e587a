/** From 8-bit RGB images to the tensor that a model was trained on. */
package io.boogeyman.victim.input;

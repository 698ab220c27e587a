/** Images from wherever they lie, decoded once into a memory-mapped file. */
package io.boogeyman.nn.image;

/** Images from wherever they lie, decoded once into a file. */
package io.boogeyman.nn.image;

/** From an encoded image's bytes to 8-bit RGB of the wanted shape. */
package io.boogeyman.nn.image.decode;

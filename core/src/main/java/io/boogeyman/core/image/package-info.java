/** Images as the prediction API sees them: 8-bit RGB, one after another. */
package io.boogeyman.core.image;

/** Folders, archives and data set formats that images are read from. */
package io.boogeyman.nn.image.source;

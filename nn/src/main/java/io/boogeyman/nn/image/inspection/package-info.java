/** What is in an image source, in figures and as a picture. */
package io.boogeyman.nn.image.inspection;

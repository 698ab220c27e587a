/** A suspect is asked what clients were answered under a mark. */
package io.boogeyman.cli.watermark;

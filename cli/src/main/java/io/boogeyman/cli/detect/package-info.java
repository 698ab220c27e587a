/** How well detectors tell a thief's queries from the owner's images: {@code boogeyman detect}. */
package io.boogeyman.cli.detect;

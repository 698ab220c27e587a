/** What a thief has in his hands: the images he asked and the answers he got. */
package io.boogeyman.core.transcript;

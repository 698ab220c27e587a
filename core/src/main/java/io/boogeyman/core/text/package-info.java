/** Words of strangers in our own messages. */
package io.boogeyman.core.text;

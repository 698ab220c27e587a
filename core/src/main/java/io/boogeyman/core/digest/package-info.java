/** Names for content: what has the same digest is the same. */
package io.boogeyman.core.digest;

/** How long work tells how far it is. */
package io.boogeyman.core.progress;

/** Files that a kill or a full disk cannot leave half written. */
package io.boogeyman.core.file;

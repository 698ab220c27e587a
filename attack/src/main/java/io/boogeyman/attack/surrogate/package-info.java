/** How a thief trains a copy on what the victim answered. */
package io.boogeyman.attack.surrogate;

/** Active learning: a thief who trains copies as he goes, and asks what the last one speaks for. */
package io.boogeyman.attack.active;

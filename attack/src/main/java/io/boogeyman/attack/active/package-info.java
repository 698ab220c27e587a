/**
 * Active learning: a thief who trains copies as he goes, and asks what the last one tells least of.
 */
package io.boogeyman.attack.active;

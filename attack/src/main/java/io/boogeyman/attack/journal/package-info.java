/** Answers that were paid for, on disk. */
package io.boogeyman.attack.journal;

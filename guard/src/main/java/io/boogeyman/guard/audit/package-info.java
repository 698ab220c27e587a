/** What happened, so that nobody can change it unseen; and who is told at once. */
package io.boogeyman.guard.audit;

/**
 * What someone on call sees of the gateway: a bounded memory of what happened, and a page that
 * shows it as it happens.
 */
package io.boogeyman.guard.dashboard;

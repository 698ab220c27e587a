/**
 * The gateway's server: protocols on one port, limits, who asks, overload, health, and the way to
 * an end.
 */
package io.boogeyman.guard.server;

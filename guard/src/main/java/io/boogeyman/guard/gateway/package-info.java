/** The gateway put together: a policy at work, reloaded, recorded, told of. */
package io.boogeyman.guard.gateway;

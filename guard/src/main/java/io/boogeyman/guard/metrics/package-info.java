/** Numbers for whoever watches the gateway, in Prometheus' format. */
package io.boogeyman.guard.metrics;

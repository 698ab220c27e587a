/** Requests as traces of OpenTelemetry. */
package io.boogeyman.guard.tracing;

/**
 * The prediction API: the only way to the victim. Images in, answers out, within a budget, at a
 * granularity, and never bought twice.
 */
package io.boogeyman.core.prediction;

/**
 * Detectors with thresholds and bounds that keep a promised rate, for one victim, and their file.
 */
package io.boogeyman.defend.calibration;

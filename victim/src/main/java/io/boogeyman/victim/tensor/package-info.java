/** Models that take one tensor and give one, computed in this process, whatever their format. */
package io.boogeyman.victim.tensor;

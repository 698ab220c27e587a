/** How well scores tell foreign from own: curves, thresholds, achieved rates. */
package io.boogeyman.defend.measure;

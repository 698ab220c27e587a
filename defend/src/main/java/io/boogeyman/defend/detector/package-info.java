/**
 * What watches queries. Scores point one way everywhere: higher is more foreign. (MSP's, ODIN's and
 * Mahalanobis's public codes score how much an image belongs; PRADA's tests how little.)
 */
package io.boogeyman.defend.detector;

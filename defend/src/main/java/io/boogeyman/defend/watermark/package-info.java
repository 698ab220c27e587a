/** DAWN: wrong answers to few queries, by which a copy that learnt from them is known again. */
package io.boogeyman.defend.watermark;

/** Logistic regression, which turns features or scores into the odds of being foreign. */
package io.boogeyman.defend.regression;

/** Whether numbers look as if drawn from a normal distribution. */
package io.boogeyman.defend.normality;

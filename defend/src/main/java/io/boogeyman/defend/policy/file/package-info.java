/** What {@code policy.yaml} says, and what is wrong with it. */
package io.boogeyman.defend.policy.file;

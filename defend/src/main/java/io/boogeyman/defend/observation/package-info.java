/** What a network computes of queries, once, for every detector that looks at them. */
package io.boogeyman.defend.observation;

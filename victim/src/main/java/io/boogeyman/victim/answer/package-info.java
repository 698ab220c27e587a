/** From the scores that a model gives to answers, checked before anyone pays for them. */
package io.boogeyman.victim.answer;

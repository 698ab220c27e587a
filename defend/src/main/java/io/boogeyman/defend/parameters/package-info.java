/** What fitted detectors are made of, as texts and numbers that a file can hold. */
package io.boogeyman.defend.parameters;

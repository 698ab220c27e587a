/** Training a network on images and targets, repeatably and resumably. */
package io.boogeyman.nn.training;

/**
 * A policy at work: what a client's images are answered with, offline for whoever attacks the
 * policy and behind a gateway for everybody, by one engine.
 */
package io.boogeyman.defend.policy;

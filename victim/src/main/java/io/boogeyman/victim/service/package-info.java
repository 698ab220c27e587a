/**
 * Victims behind a network: asked in bounded requests, patiently, with keys that are never told.
 */
package io.boogeyman.victim.service;

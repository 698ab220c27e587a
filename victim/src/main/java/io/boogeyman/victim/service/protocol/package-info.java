/** The protocols that services speak: how images are sent, and how answers are read. */
package io.boogeyman.victim.service.protocol;

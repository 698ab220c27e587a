/** One call to a service, what can go wrong with it, and when it is made again. */
package io.boogeyman.victim.service.call;

/** Networks of the known architectures, computed in this process. */
package io.boogeyman.victim.network;

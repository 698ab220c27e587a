/** What an API gives away before a theft starts. */
package io.boogeyman.attack.probe;

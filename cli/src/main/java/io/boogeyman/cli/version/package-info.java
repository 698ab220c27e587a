/** Which Boogeyman this is. */
package io.boogeyman.cli.version;

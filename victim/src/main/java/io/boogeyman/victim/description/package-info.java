/** What a user says of a victim: a small YAML file, or the same on the command line. */
package io.boogeyman.victim.description;

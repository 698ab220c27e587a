/** What a reproduction is to measure, as a YAML file says it; docs/reproduce.md. */
package io.boogeyman.cli.reproduce.profile;

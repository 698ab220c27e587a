/** What {@code boogeyman demo} and {@code boogeyman guard --demo} show on images drawn here. */
package io.boogeyman.cli.demo;

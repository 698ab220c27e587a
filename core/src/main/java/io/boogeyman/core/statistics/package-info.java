/** How sure a measured number is. */
package io.boogeyman.core.statistics;

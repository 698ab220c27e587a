/** What a thief asks, and asking it. */
package io.boogeyman.attack.query;

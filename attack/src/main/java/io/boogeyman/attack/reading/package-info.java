/** What a thief makes of the answers that he gets, before he learns from them. */
package io.boogeyman.attack.reading;

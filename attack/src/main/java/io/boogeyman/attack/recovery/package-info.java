/** How a thief who knows a defence undoes what it did to answers. */
package io.boogeyman.attack.recovery;

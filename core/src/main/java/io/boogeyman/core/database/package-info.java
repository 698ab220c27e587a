/** Work on databases. */
package io.boogeyman.core.database;

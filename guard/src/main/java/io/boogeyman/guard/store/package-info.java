/** What no kill and no restart may take: budgets, what is known of clients, memories. */
package io.boogeyman.guard.store;

/** Who asks: API keys, tokens, certificates, addresses. */
package io.boogeyman.guard.client;

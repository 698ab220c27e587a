/** What a theft came to, as {@code result.json} holds it; see docs/report-schema.md. */
package io.boogeyman.cli.result;

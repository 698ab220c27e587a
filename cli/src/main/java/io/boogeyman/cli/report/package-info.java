/** {@code report.html}: a theft as one page that needs nothing else. */
package io.boogeyman.cli.report;

/** Policies, opened with the models that they protect, for commands that attack or serve them. */
package io.boogeyman.cli.policy;

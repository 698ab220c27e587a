package io.boogeyman.guard.server;

import java.util.Optional;

/** The version of the gateway, as its jar says it. */
final class ServerVersion {
  static final String TEXT =
      Optional.ofNullable(ServerVersion.class.getPackage().getImplementationVersion())
          .orElse("unpacked");

  private ServerVersion() {}
}

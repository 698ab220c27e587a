package io.boogeyman.guard.gateway;

import io.boogeyman.guard.dashboard.AdminKey;
import io.boogeyman.guard.server.ServerSettings;
import io.boogeyman.guard.tracing.TracingSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a gateway listens and keeps what it must not forget.
 *
 * @param server where clients ask, and what they may cost
 * @param admin where its owner looks: metrics and dashboard; not for clients
 * @param adminKey opens the dashboard; without one there is none
 * @param auditKey seals the audit log, at least 16 bytes; without one whoever may write the folder
 *     can make the whole log anew
 * @param state its folder
 * @param tracing where traces of requests go
 */
public record GatewaySettings(
    ServerSettings server,
    InetSocketAddress admin,
    Optional<AdminKey> adminKey,
    Optional<byte[]> auditKey,
    Path state,
    TracingSettings tracing) {

  /** Without traces. */
  public GatewaySettings(
      ServerSettings server,
      InetSocketAddress admin,
      Optional<AdminKey> adminKey,
      Optional<byte[]> auditKey,
      Path state) {
    this(server, admin, adminKey, auditKey, state, TracingSettings.OFF);
  }
}

package io.boogeyman.guard.gateway;

import io.boogeyman.guard.server.ServerSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Where a gateway listens and keeps what it must not forget.
 *
 * @param server where clients ask, and what they may cost
 * @param admin where its owner looks: metrics and dashboard; not for clients
 * @param state its folder
 */
public record GatewaySettings(ServerSettings server, InetSocketAddress admin, Path state) {}

package io.boogeyman.guard.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gateways that end together after a class's last test, since ending takes each some seconds. */
final class Gateways implements AfterAllCallback {
  private final List<Gateway> started = Collections.synchronizedList(new ArrayList<>());

  Gateway endLater(Gateway gateway) {
    started.add(gateway);
    return gateway;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (Gateway gateway : started) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      new Thread(() -> end(gateway, end), "end").start();
    }
    ends.forEach(CompletableFuture::join);
  }

  private static void end(Gateway gateway, CompletableFuture<Void> end) {
    try {
      gateway.close();
      end.complete(null);
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }
}

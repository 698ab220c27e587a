package io.boogeyman.guard.server;

import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections on which no request gets as far as the end of its headers in time: by the
 * clock, not by the pause between bytes, which a slow client keeps short. Time runs from the
 * opening, and over HTTP/1 again from the first byte after an answer; over HTTP/2 one request will
 * do, since later bytes belong to no request that could be told from here.
 */
final class SlowHeads extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<SlowHeads> KEY = AttributeKey.valueOf(SlowHeads.class, "heads");

  private final Duration longest;
  private Optional<Future<?>> end = Optional.empty();
  private boolean underWay;

  private SlowHeads(Duration longest) {
    this.longest = longest;
  }

  /** Watches a new connection. */
  static void watch(Channel channel, Duration longest) {
    SlowHeads heads = new SlowHeads(longest);
    channel.attr(KEY).set(heads);
    channel.pipeline().addFirst(heads);
  }

  /** Tells of requests whose headers are there. */
  @SuppressWarnings("FutureReturnValueIgnored") // a log always ends well
  static DecoratingHttpServiceFunction telling() {
    return (delegate, context, request) -> {
      Channel channel = context.log().partial().channel();
      SlowHeads heads = channel == null ? null : channel.attr(KEY).get();
      if (heads != null) {
        heads.arrived();
        if (!context.sessionProtocol().isMultiplex()) {
          context
              .log()
              .whenComplete()
              .thenAccept(log -> channel.eventLoop().execute(heads::answered));
        }
      }
      return delegate.serve(context, request);
    };
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    start(context.channel());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!underWay && end.isEmpty()) {
      start(context.channel());
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }

  private void start(Channel channel) {
    end =
        Optional.of(
            channel
                .eventLoop()
                .schedule(() -> close(channel), longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a channel that is given up
  private static void close(Channel channel) {
    channel.close();
  }

  private void stop() {
    end.ifPresent(future -> future.cancel(false));
    end = Optional.empty();
  }

  private void arrived() {
    underWay = true;
    stop();
  }

  private void answered() {
    underWay = false;
  }
}

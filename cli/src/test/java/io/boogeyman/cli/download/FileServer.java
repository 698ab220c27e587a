package io.boogeyman.cli.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A web server on this machine that has files, and every bad habit that it is told to have. */
public final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = Collections.synchronizedMap(new HashMap<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private final Queue<Integer> cuts = new ArrayDeque<>();
  private volatile String tag = "\"1\"";
  private volatile String type = "application/octet-stream";
  private volatile boolean ranges = true;
  private volatile boolean ignoresIfRange;
  private volatile boolean silentInstead;
  private volatile boolean length = true;
  private volatile long millisPerKilobyte;

  private FileServer(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static FileServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FileServer files = new FileServer(server);
    server.createContext("/", files::answer);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return files;
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Has a file. */
  public FileServer with(String name, byte[] content) {
    files.put("/" + name, content.clone());
    return this;
  }

  /** Has other content under the same name, as another version. */
  void change(String name, byte[] content, String newTag) {
    with(name, content);
    tag = newTag;
  }

  void tag(String newTag) {
    tag = newTag;
  }

  void knowsNoRanges() {
    ranges = false;
  }

  void sendsWebPages(boolean webPages) {
    type = webPages ? "text/html; charset=utf-8" : "application/zip";
    ranges = !webPages;
  }

  void ignoresIfRange() {
    ignoresIfRange = true;
  }

  void tellsNoLength() {
    length = false;
  }

  /** Where it would cut, it goes on without a word instead. */
  void fallsSilentInstead() {
    silentInstead = true;
  }

  /** Sends slowly. */
  public FileServer slow(long millis) {
    millisPerKilobyte = millis;
    return this;
  }

  /** Answers the next requests with these statuses. */
  synchronized void answers(Integer... next) {
    statuses.addAll(Arrays.asList(next));
  }

  /** Cuts the connection after so many bytes of the next answers. */
  synchronized void cutsAfter(Integer... bytes) {
    cuts.addAll(Arrays.asList(bytes));
  }

  /** The requests so far, each {@code "/name range"}. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/moved/")) {
      exchange.getResponseHeaders().set("Location", path.substring("/moved".length()));
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(path + " " + (range == null ? "whole" : range));
    byte[] content = files.get(path);
    Integer status = next(statuses);
    if (status != null || content == null) {
      exchange.getResponseHeaders().set("Retry-After", "0");
      exchange.sendResponseHeaders(status == null ? 404 : status, -1);
      exchange.close();
      return;
    }
    send(exchange, content, begin(exchange, range));
  }

  private synchronized Integer next(Queue<Integer> queue) {
    return queue.poll();
  }

  private int begin(HttpExchange exchange, String range) {
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    boolean same = ignoresIfRange || tag.equals(condition);
    return range != null && ranges && same
        ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"))
        : 0;
  }

  private void send(HttpExchange exchange, byte[] content, int from) throws IOException {
    exchange.getResponseHeaders().set("ETag", tag);
    exchange.getResponseHeaders().set("Content-Type", type);
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              from < content.length
                  ? "bytes %d-%d/%d".formatted(from, content.length - 1, content.length)
                  : "bytes */" + content.length);
    }
    if (from >= content.length && from > 0) {
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, length ? content.length - from : 0);
    Integer cut = next(cuts);
    int end = cut == null ? content.length : Math.min(content.length, from + cut);
    try (OutputStream body = exchange.getResponseBody()) {
      write(body, content, from, end);
      if (cut != null && silentInstead) {
        TimeUnit.SECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void write(OutputStream body, byte[] content, int from, int end)
      throws IOException, InterruptedException {
    for (int at = from; at < end; at += 1024) {
      body.write(content, at, Math.min(1024, end - at));
      body.flush();
      if (millisPerKilobyte > 0) {
        Thread.sleep(millisPerKilobyte);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.boogeyman.cli.kill;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A victim that outlives whoever asks it, and counts: every image of every request that arrived
 * whole is counted as answered, before the answer is sent, whether or not anybody is left to take
 * it. That is what a service would send a bill for.
 */
final class CountingVictim implements AutoCloseable {
  /** As a service's answer takes some time, so that kills fall into it. */
  private static final int MILLIS_A_REQUEST = 40;

  private final ServerSocket server;
  private final int classes;
  private final List<List<ImageDigest>> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile Thread client;

  CountingVictim(int classes) throws IOException {
    this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    this.classes = classes;
    Thread thread = new Thread(this::serveAll, "counting-victim");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The images of each request so far, once whoever asked is gone. */
  List<List<ImageDigest>> requests() throws InterruptedException {
    Thread serving = client;
    if (serving != null) {
      serving.join();
    }
    return List.copyOf(requests);
  }

  /** How often each image was answered. */
  Map<ImageDigest, Integer> answered() throws InterruptedException {
    Map<ImageDigest, Integer> answered = new HashMap<>();
    requests().forEach(images -> images.forEach(image -> answered.merge(image, 1, Integer::sum)));
    return answered;
  }

  private void serveAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread serving = new Thread(() -> serve(socket), "counting-victim-client");
        serving.setDaemon(true);
        client = serving;
        serving.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
      while (true) {
        answer(in, out);
      }
    } catch (IOException whoeverAskedIsGone) {
      // As services find out, too.
    }
  }

  private void answer(DataInputStream in, DataOutputStream out) throws IOException {
    byte[] pixels = new byte[in.readInt() * VictimElsewhere.SHAPE.bytes()];
    in.readFully(pixels);
    ImageBatch images = new ImageBatch(VictimElsewhere.SHAPE, pixels);
    List<ImageDigest> digests = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      digests.add(ImageDigest.of(images, i));
    }
    pause();
    requests.add(digests);
    for (int i = 0; i < images.count(); i++) {
      for (float probability : probabilities(pixels, i * VictimElsewhere.SHAPE.bytes())) {
        out.writeFloat(probability);
      }
    }
    out.flush();
  }

  private static void pause() {
    try {
      Thread.sleep(MILLIS_A_REQUEST);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From the pixels alone: every class has some of them, the brighter the more probable. */
  private float[] probabilities(byte[] pixels, int from) {
    double[] weights = new double[classes];
    for (int i = 0; i < VictimElsewhere.SHAPE.bytes(); i++) {
      weights[i % classes] += pixels[from + i] & 0xff;
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      weights[k] = Math.exp(weights[k] / 512);
      sum += weights[k];
    }
    float[] probabilities = new float[classes];
    for (int k = 0; k < classes; k++) {
      probabilities[k] = (float) (weights[k] / sum);
    }
    return probabilities;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

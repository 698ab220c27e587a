package io.boogeyman.cli.kill;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.Victim;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The {@link CountingVictim}, asked from another process, one request after another. */
record VictimElsewhere(Socket socket, List<String> classNames) implements Victim, PredictionApi {
  static final ImageShape SHAPE = ImageShape.square(16);

  static VictimElsewhere at(int port, List<String> classNames) throws IOException {
    return new VictimElsewhere(new Socket(InetAddress.getLoopbackAddress(), port), classNames);
  }

  @Override
  public List<Answer> ask(ImageBatch images) {
    try {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(images.count());
      out.write(images.pixels());
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < images.count(); i++) {
        float[] probabilities = new float[classNames.size()];
        for (int k = 0; k < probabilities.length; k++) {
          probabilities[k] = in.readFloat();
        }
        answers.add(new Answer.Vector(probabilities));
      }
      return answers;
    } catch (IOException e) {
      throw new PredictionException("the victim elsewhere does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return "elsewhere";
  }

  @Override
  public String kind() {
    return "counting victim in another process";
  }

  @Override
  public String digest() {
    return "0";
  }

  @Override
  public String identity() {
    return "counting victim";
  }

  @Override
  public ImageShape shape() {
    return SHAPE;
  }

  @Override
  public PredictionApi api() {
    return this;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new PredictionException("cannot close " + socket, e);
    }
  }
}

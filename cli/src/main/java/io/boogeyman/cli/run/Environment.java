package io.boogeyman.cli.run;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;

/** What a result was computed on, as far as it may decide its bits or its speed. */
public final class Environment {
  private Environment() {}

  /** This machine, by name, for more to be added. */
  public static Map<String, String> here() {
    Map<String, String> environment = new TreeMap<>();
    Runtime runtime = Runtime.getRuntime();
    environment.put("processor cores", Integer.toString(runtime.availableProcessors()));
    environment.put("architecture", System.getProperty("os.arch"));
    environment.put("operating system", System.getProperty("os.name"));
    environment.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
    environment.put("libtorch", libtorch());
    return environment;
  }

  private static String libtorch() {
    try {
      return Loader.getVersion("org.bytedeco", "pytorch");
    } catch (IOException e) {
      return "unknown";
    }
  }
}

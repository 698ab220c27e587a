package io.boogeyman.nn.network;

import java.util.Comparator;
import java.util.List;

/** Every architecture that Boogeyman can build. */
public final class Architectures {
  private static final List<Architecture> ALL =
      List.of(
          CifarResNets.withBlocks(3),
          CifarResNets.withBlocks(5),
          CifarResNets.withBlocks(9),
          ResNets.basic("resnet18", 2, 2, 2, 2),
          ResNets.basic("resnet34", 3, 4, 6, 3),
          ResNets.bottleneck("resnet50", 3, 4, 6, 3),
          ResNets.bottleneck("resnet101", 3, 4, 23, 3),
          Vggs.sixteen("vgg16", false),
          Vggs.sixteen("vgg16_bn", true),
          DenseNets.withBlocks("densenet121", 6, 12, 24, 16),
          MobileNets.second(),
          SqueezeNets.oneOne(),
          PlainNetworks.nineLayers(),
          PlainNetworks.fiveLayers());

  private Architectures() {}

  /** The names, in the order in which they are shown. */
  public static List<String> names() {
    return ALL.stream().map(Architecture::name).toList();
  }

  /**
   * The architecture of that name.
   *
   * @throws IllegalArgumentException if there is none, in one line with the nearest name and all
   */
  public static Architecture named(String name) {
    return ALL.stream()
        .filter(architecture -> architecture.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    String nearest =
        names().stream().min(Comparator.comparingInt(known -> distance(known, name))).orElseThrow();
    return "there is no architecture '%s'; did you mean %s? There are: %s"
        .formatted(name, nearest, String.join(", ", names()));
  }

  /** Levenshtein's distance: insertions, deletions and replacements of characters. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}

package io.boogeyman.cli.demo;

import io.boogeyman.core.file.WholeFile;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The folder of one showing, with a policy, keys and a gateway's memory of its own: a gateway that
 * remembered the thief of the last showing would refuse this one's at once.
 *
 * @param folder where all of it is
 */
record Showing(Path folder) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** A new one in a demo's folder. */
  static Showing in(Path demo) throws IOException {
    Path folder =
        demo.resolve("guard").resolve(TIME.format(LocalDateTime.now(ZoneId.systemDefault())));
    Files.createDirectories(folder);
    return new Showing(folder);
  }

  Path policy() {
    return folder.resolve("policy.yaml");
  }

  Path state() {
    return folder.resolve("state");
  }

  Path sign() {
    return folder.resolve("sign.png");
  }

  Path scenes() {
    return folder.resolve("scenes");
  }

  PolicyFile write(DemoPolicy policy) throws IOException {
    WholeFile.write(policy(), policy.text());
    return new PolicyReader().read(policy());
  }

  /** Writes a file that nobody else may read, where the system knows owners. */
  Path forOwner(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createFile(file, ownersOnly(file));
    return Files.writeString(file, text);
  }

  private static FileAttribute<?>[] ownersOnly(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }

  /** Images for whoever watches to ask about himself. */
  void write(byte[] sign, List<byte[]> some) throws IOException {
    Files.write(sign(), sign);
    Files.createDirectories(scenes());
    for (int i = 0; i < some.size(); i++) {
      Files.write(scenes().resolve(String.format(Locale.ROOT, "%02d.png", i)), some.get(i));
    }
  }
}

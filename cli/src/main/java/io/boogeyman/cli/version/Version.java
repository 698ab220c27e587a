package io.boogeyman.cli.version;

import picocli.CommandLine.IVersionProvider;

/** Boogeyman's version, as the jar's manifest says. */
public final class Version implements IVersionProvider {

  /** The version; {@code "development"} where the classes are not in a jar. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"boogeyman " + text()};
  }
}

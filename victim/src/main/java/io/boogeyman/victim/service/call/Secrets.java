package io.boogeyman.victim.service.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys from the environment. They are put in where a text says <code>${NAME}</code> at the moment
 * when a request is made, and struck out of whatever a service says back.
 */
public final class Secrets {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final UnaryOperator<String> environment;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param environment a variable's value by its name; null where there is none
   */
  public Secrets(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * A text with the environment's variables put in.
   *
   * @param where the text stands, for messages
   * @throws IllegalArgumentException if a variable is missing, or holds what cannot be sent
   */
  public String reveal(String text, String where) {
    Matcher names = NAME.matcher(text);
    StringBuilder revealed = new StringBuilder();
    while (names.find()) {
      names.appendReplacement(revealed, Matcher.quoteReplacement(value(names.group(1), where)));
    }
    return names.appendTail(revealed).toString();
  }

  private String value(String name, String where) {
    String value = environment.apply(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          where + " needs the environment variable " + name + ", which is not set");
    }
    String secret = value.strip(); // a file's last line break
    if (!secret.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " holds characters that cannot be sent");
    }
    told.add(secret);
    return secret;
  }

  /** A text without the secrets that were ever put into one. */
  public String hide(String text) {
    String hidden = text;
    for (String secret : told) {
      hidden = hidden.replace(secret, "***");
    }
    return hidden;
  }
}

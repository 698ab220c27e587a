package io.boogeyman.cli.reproduce.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A table of a reproduction. What a kind of table shows, a view says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Table.Sets.class, name = "sets"),
  @JsonSubTypes.Type(value = Table.Thefts.class, name = "thefts"),
  @JsonSubTypes.Type(value = Table.Classes.class, name = "classes"),
  @JsonSubTypes.Type(value = Table.Detection.class, name = "detection")
})
public sealed interface Table {

  /** What the command line calls it. */
  String id();

  /** Its place among the tables of this project's list, where it has one; some share one. */
  Optional<Integer> number();

  /** Whether the command line means it by this: its name, or {@code table6} by its number. */
  default boolean isCalled(String name) {
    return id().equals(name) || number().map(place -> ("table" + place).equals(name)).orElse(false);
  }

  /** For people. */
  String title();

  /** What to know when reading it. */
  Optional<String> note();

  /** What of it the paper has. */
  List<Published> published();

  /** The data sets and the victims trained on them. */
  record Sets(
      String id,
      Optional<Integer> number,
      String title,
      Optional<String> note,
      List<Published> published,
      List<String> victims)
      implements Table {
    /** What is not said is empty. */
    public Sets {
      requireNamed(id, title);
      published = orEmpty(published);
      victims = said(id, "victims", victims);
    }
  }

  /**
   * Every victim by every thief with every copy, answers and budget that are named.
   *
   * @param watch detectors whose view of each thief is shown beside, if any
   * @param detectors which of them
   * @param seeds thieves of each kind, where they are not as many as the profile's
   */
  record Thefts(
      String id,
      Optional<Integer> number,
      String title,
      Optional<String> note,
      List<Published> published,
      List<String> victims,
      List<String> thieves,
      List<String> copies,
      List<String> answers,
      List<Integer> budgets,
      Optional<String> watch,
      List<String> detectors,
      Optional<Integer> seeds)
      implements Table {
    /** What is not said is empty. */
    public Thefts {
      requireNamed(id, title);
      published = orEmpty(published);
      detectors = orEmpty(detectors);
      victims = said(id, "victims", victims);
      thieves = said(id, "thieves", thieves);
      copies = said(id, "copies", copies);
      answers = said(id, "answers", answers);
      budgets = said(id, "budgets", budgets);
      if (seeds.orElse(1) < 1) {
        throw new IllegalArgumentException("table '" + id + "' needs seeds, 1 or more");
      }
      if (!detectors.isEmpty() && watch.isEmpty()) {
        throw new IllegalArgumentException("table '" + id + "' names detectors and no watch");
      }
    }

    /** The same, with the profile's seeds. */
    Thefts withoutSeeds() {
      return new Thefts(
          id,
          number,
          title,
          note,
          published,
          victims,
          thieves,
          copies,
          answers,
          budgets,
          watch,
          detectors,
          Optional.empty());
    }

    /** What is measured, a row each. */
    public List<Cell> cells() {
      List<Cell> cells = new ArrayList<>();
      for (String victim : victims) {
        for (String thief : thieves) {
          for (String copy : copies) {
            for (String kind : answers) {
              budgets.forEach(budget -> cells.add(new Cell(victim, thief, copy, kind, budget)));
            }
          }
        }
      }
      return cells;
    }
  }

  /**
   * One theft, class by class.
   *
   * @param cell which
   */
  record Classes(
      String id,
      Optional<Integer> number,
      String title,
      Optional<String> note,
      List<Published> published,
      Cell cell)
      implements Table {
    /** What is not said is empty. */
    public Classes {
      requireNamed(id, title);
      Required.said(cell, "table '" + id + "'", "cell");
      published = orEmpty(published);
    }
  }

  /**
   * Detectors before attackers.
   *
   * @param watches which
   * @param detectors which of their detectors, by name; all if none is named
   * @param attackers which of their attackers, by name; all if none is named
   */
  record Detection(
      String id,
      Optional<Integer> number,
      String title,
      Optional<String> note,
      List<Published> published,
      List<String> watches,
      List<String> detectors,
      List<String> attackers)
      implements Table {
    /** What is not said is empty. */
    public Detection {
      requireNamed(id, title);
      published = orEmpty(published);
      detectors = orEmpty(detectors);
      attackers = orEmpty(attackers);
      watches = said(id, "watches", watches);
    }

    /** Whether it has a row of this attacker and this detector. */
    public boolean shows(String attacker, String detector) {
      return isWanted(attackers, attacker) && isWanted(detectors, detector);
    }

    private static boolean isWanted(List<String> wanted, String name) {
      return wanted.isEmpty() || wanted.contains(name);
    }
  }

  private static void requireNamed(String id, String title) {
    Required.name(Required.said(id, "a table", "id"));
    Required.said(title, "table '" + id + "'", "title");
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private static <T> List<T> said(String table, String field, List<T> list) {
    if (list == null || list.isEmpty()) {
      throw new IllegalArgumentException("table '" + table + "' needs " + field);
    }
    return List.copyOf(list);
  }
}

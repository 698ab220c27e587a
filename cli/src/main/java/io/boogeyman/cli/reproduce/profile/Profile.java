package io.boogeyman.cli.reproduce.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reproduction measures: data, victims, thieves, detectors, the tables made of them, and the
 * claims that they are to decide. Names in one part refer to another part of the same profile.
 *
 * @param name of the profile
 * @param about what it is for
 * @param seeds thieves and calibrations of each kind
 * @param sets the tasks
 * @param pools images of no victim
 * @param victims who is stolen from
 * @param copies what thieves train
 * @param thieves what they ask
 * @param watches detectors before victims
 * @param tables what is shown
 * @param claims what is decided
 */
public record Profile(
    String name,
    String about,
    int seeds,
    Map<String, DataSet> sets,
    Map<String, Pool> pools,
    Map<String, VictimPlan> victims,
    Map<String, CopyPlan> copies,
    Map<String, ThiefPlan> thieves,
    Map<String, Watch> watches,
    List<Table> tables,
    List<Claim> claims) {

  /**
   * @throws IllegalArgumentException in one line, if a name refers to nothing, or something is
   *     missing
   */
  public Profile {
    sets = orEmpty(sets);
    pools = orEmpty(pools);
    victims = orEmpty(victims);
    copies = orEmpty(copies);
    thieves = orEmpty(thieves);
    watches = orEmpty(watches);
    tables = Objects.requireNonNullElse(tables, List.of());
    claims = Objects.requireNonNullElse(claims, List.of());
    if (name == null || about == null || seeds < 1 || tables.isEmpty()) {
      throw new IllegalArgumentException(
          "a profile needs name, about, seeds (1 or more) and tables");
    }
    for (Map<String, ?> part : List.of(sets, pools, victims, copies, thieves, watches)) {
      part.forEach((key, value) -> Required.said(value, "'" + Required.name(key) + "'", "fields"));
    }
    for (Map.Entry<String, VictimPlan> victim : victims.entrySet()) {
      known("set", victim.getValue().set(), sets, "victim " + victim.getKey());
    }
    for (Map.Entry<String, ThiefPlan> thief : thieves.entrySet()) {
      String where = "thief " + thief.getKey();
      known("pool", thief.getValue().pool(), pools, where);
      known("pool", thief.getValue().insiders(), pools, where);
    }
    for (Map.Entry<String, Watch> watch : watches.entrySet()) {
      String where = "watch " + watch.getKey();
      known("victim", watch.getValue().victim(), victims, where);
      known("pool", watch.getValue().pools(), pools, where);
      known("pool", watch.getValue().unseen(), pools, where);
    }
  }

  private static <T> Map<String, T> orEmpty(Map<String, T> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }

  private static void known(String kind, Optional<String> name, Map<String, ?> all, String where) {
    name.ifPresent(one -> known(kind, one, all, where));
  }

  private static void known(
      String kind, Collection<String> names, Map<String, ?> all, String where) {
    names.forEach(name -> known(kind, name, all, where));
  }

  private static void known(String kind, String name, Map<String, ?> all, String where) {
    if (!all.containsKey(name)) {
      throw new IllegalArgumentException(
          "%s: there is no %s '%s'; there are: %s"
              .formatted(where, kind, name, String.join(", ", all.keySet())));
    }
  }

  /**
   * Refuses names in tables and claims that refer to nothing. Apart from the constructor, since
   * tables can only be looked into when all is there.
   *
   * @throws IllegalArgumentException in one line
   */
  public void requireComplete() {
    Set<String> ids = new HashSet<>();
    for (Table table : tables) {
      if (!ids.add(table.id())) {
        throw new IllegalArgumentException("there are two tables '" + table.id() + "'");
      }
      requireKnown(table, "table " + table.id());
      requireCounterparts(table, "table " + table.id());
    }
    Set<Cell> measured = cells(tables);
    Set<String> watched = watches(tables);
    for (Claim claim : claims) {
      claim.sum().forEach(term -> requireMeasured(term, measured, watched, "claim " + claim.id()));
    }
  }

  private void requireKnown(Table table, String where) {
    if (table instanceof Table.Sets shown) {
      known("victim", shown.victims(), victims, where);
    } else if (table instanceof Table.Thefts shown) {
      shown.cells().forEach(cell -> requireKnown(cell, where));
      known("watch", shown.watch(), watches, where);
      shown.watch().ifPresent(watch -> requireWatched(shown, watches.get(watch), where));
    } else if (table instanceof Table.Classes shown) {
      requireKnown(shown.cell(), where);
    } else if (table instanceof Table.Detection shown) {
      known("watch", shown.watches(), watches, where);
      List<Watch> named = shown.watches().stream().map(watches::get).toList();
      shown.detectors().forEach(name -> requireDetector(name, named, where));
      shown.attackers().forEach(name -> requireAttacker(name, named, where));
    }
  }

  /** Of a table of classes nobody knows the rows yet. */
  private void requireCounterparts(Table table, String where) {
    List<Map<String, String>> rows = rows(table);
    for (Published figure : table.published()) {
      boolean shown =
          rows.stream().anyMatch(row -> row.entrySet().containsAll(figure.row().entrySet()));
      if (!shown && !(table instanceof Table.Classes)) {
        throw new IllegalArgumentException(
            "%s: the published figure '%s' is of no row: %s"
                .formatted(where, figure.says(), figure.row()));
      }
    }
  }

  private List<Map<String, String>> rows(Table table) {
    if (table instanceof Table.Sets shown) {
      return shown.victims().stream().map(victim -> Map.of("victim", victim)).toList();
    }
    if (table instanceof Table.Thefts shown) {
      return shown.cells().stream().map(Cell::names).toList();
    }
    List<Map<String, String>> rows = new ArrayList<>();
    if (table instanceof Table.Detection shown) {
      for (String name : shown.watches()) {
        Watch watch = watches.get(name);
        for (String attacker : watch.attackers(hasInsiders(watch.victim()))) {
          for (String detector : watch.detectors()) {
            if (shown.shows(attacker, detector)) {
              rows.add(Map.of("watch", name, "attacker", attacker, "detector", detector));
            }
          }
        }
      }
    }
    return rows;
  }

  private void requireWatched(Table.Thefts table, Watch watch, String where) {
    for (String victim : table.victims()) {
      if (!victim.equals(watch.victim())) {
        throw new IllegalArgumentException(
            "%s: its watch is of victim '%s' and not of '%s'"
                .formatted(where, watch.victim(), victim));
      }
    }
    table.detectors().forEach(name -> requireDetector(name, List.of(watch), where));
    for (String thief : table.thieves()) {
      Optional<String> attacker = thieves.get(thief).attacker();
      attacker.ifPresent(name -> requireAttacker(name, List.of(watch), "thief " + thief));
    }
  }

  private static void requireDetector(String name, List<Watch> named, String where) {
    List<String> there = named.stream().flatMap(watch -> watch.detectors().stream()).toList();
    requireOneOf(name, there, "detector", where);
  }

  private void requireAttacker(String name, List<Watch> named, String where) {
    List<String> there =
        named.stream()
            .flatMap(watch -> watch.attackers(hasInsiders(watch.victim())).stream())
            .toList();
    requireOneOf(name, there, "attacker", where);
  }

  private boolean hasInsiders(String victim) {
    return setOf(victim).insiders().isPresent();
  }

  private static void requireOneOf(String name, List<String> there, String kind, String where) {
    if (!there.contains(name)) {
      throw new IllegalArgumentException(
          "%s: there is no %s '%s'; there are: %s"
              .formatted(where, kind, name, String.join("; ", there.stream().distinct().toList())));
    }
  }

  private void requireKnown(Cell cell, String where) {
    known("victim", cell.victim(), victims, where);
    known("thief", cell.thief(), thieves, where);
    known("copy", cell.copy(), copies, where);
    if (thieves.get(cell.thief()).needsInsiders() && !hasInsiders(cell.victim())) {
      throw new IllegalArgumentException(
          "%s: thief '%s' needs insiders, and the set of victim '%s' names none"
              .formatted(where, cell.thief(), cell.victim()));
    }
  }

  private void requireMeasured(Term term, Set<Cell> measured, Set<String> watched, String where) {
    if (!term.figure().isOfThefts()) {
      known("watch", term.watch(), watches, where);
      String name = term.watch().orElseThrow();
      if (!watched.contains(name)) {
        throw new IllegalArgumentException(
            where + ": no table shows the watch '" + name + "', which it is about");
      }
      List<Watch> watch = List.of(watches.get(name));
      requireDetector(term.detector().orElseThrow(), watch, where);
      requireAttacker(term.attacker().orElseThrow(), watch, where);
    } else if (!measured.contains(term.cell())) {
      throw new IllegalArgumentException(
          where + ": no table measures " + term.cell() + ", which it is about");
    }
  }

  /** The thefts that these tables show, in their order, each once. */
  public static Set<Cell> cells(List<Table> shown) {
    return shown.stream()
        .flatMap(
            table ->
                table instanceof Table.Thefts thefts
                    ? thefts.cells().stream()
                    : table instanceof Table.Classes one ? Stream.of(one.cell()) : Stream.empty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The watches that these tables show, in their order, each once. */
  public static Set<String> watches(List<Table> shown) {
    return shown.stream()
        .flatMap(
            table ->
                table instanceof Table.Thefts thefts
                    ? thefts.watch().stream()
                    : table instanceof Table.Detection detection
                        ? detection.watches().stream()
                        : Stream.empty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The task of a victim. */
  public DataSet setOf(String victim) {
    return sets.get(victims.get(victim).set());
  }

  /**
   * The tables of these names or numbers; all, if none is named.
   *
   * @throws IllegalArgumentException in one line, if there is no such table
   */
  public List<Table> tables(List<String> only) {
    for (String called : only) {
      if (tables.stream().noneMatch(table -> table.isCalled(called))) {
        throw new IllegalArgumentException(
            "there is no table '%s' in profile %s; there are: %s"
                .formatted(
                    called, name, String.join(", ", tables.stream().map(Table::id).toList())));
      }
    }
    return tables.stream()
        .filter(table -> only.isEmpty() || only.stream().anyMatch(table::isCalled))
        .toList();
  }

  /**
   * Thieves of each kind that are wanted for a theft: the most that one of the tables that show it
   * wants.
   */
  public int seeds(Cell cell, List<Table> shown) {
    return shown.stream()
        .filter(table -> cells(List.of(table)).contains(cell))
        .mapToInt(table -> table instanceof Table.Thefts one ? one.seeds().orElse(seeds) : seeds)
        .max()
        .orElse(seeds);
  }

  /** The same, for another number of seeds, in every table. */
  public Profile withSeeds(int count) {
    List<Table> alike =
        tables.stream()
            .map(table -> table instanceof Table.Thefts one ? one.withoutSeeds() : table)
            .toList();
    return new Profile(
        name, about, count, sets, pools, victims, copies, thieves, watches, alike, claims);
  }
}

package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Cell;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * What has to be done for some tables, each piece once however many of them show it, what others
 * depend on first.
 *
 * @param profile whose tables they are
 * @param tables to be made
 * @param nodes in an order in which they can be done
 */
record Plan(Profile profile, List<Table> tables, List<Node> nodes) {

  /** The plan for these tables of a profile. */
  static Plan of(Profile profile, List<Table> tables) {
    Set<String> victims = new LinkedHashSet<>();
    Set<String> watches = new LinkedHashSet<>();
    for (Table table : tables) {
      if (table instanceof Table.Sets shown) {
        victims.addAll(shown.victims());
      } else if (table instanceof Table.Thefts shown) {
        shown.watch().ifPresent(watches::add);
      } else if (table instanceof Table.Detection shown) {
        watches.addAll(shown.watches());
      }
    }
    Set<Cell> cells = Profile.cells(tables);
    cells.forEach(cell -> victims.add(cell.victim()));
    watches.forEach(watch -> victims.add(profile.watches().get(watch).victim()));
    List<Node> nodes = new ArrayList<>();
    victims.forEach(victim -> nodes.add(new Node.TrainVictim(victim)));
    nodes.addAll(thefts(cells));
    for (String watch : watches) {
      seeds(profile).forEach(seed -> nodes.add(new Node.Detect(watch, seed)));
    }
    return new Plan(profile, tables, nodes);
  }

  /** The seeds of a profile. */
  static List<Long> seeds(Profile profile) {
    return LongStream.rangeClosed(1, profile.seeds()).boxed().toList();
  }

  /** One copy of one victim by one thief, for which a set of budgets is gathered by answers. */
  private record Campaign(String victim, String thief, String copy) {}

  private static List<Node> thefts(Set<Cell> cells) {
    Map<Campaign, Map<String, TreeSet<Integer>>> campaigns = new LinkedHashMap<>();
    for (Cell cell : cells) {
      campaigns
          .computeIfAbsent(
              new Campaign(cell.victim(), cell.thief(), cell.copy()), key -> new LinkedHashMap<>())
          .computeIfAbsent(cell.answers(), key -> new TreeSet<>())
          .add(cell.budget());
    }
    List<Node> nodes = new ArrayList<>();
    campaigns.forEach((campaign, budgets) -> nodes.addAll(thefts(campaign, budgets)));
    return nodes;
  }

  /** Answers that are wanted with the same budgets go together, so that no cell is made unasked. */
  private static List<Node> thefts(Campaign campaign, Map<String, TreeSet<Integer>> budgets) {
    Map<List<Integer>, List<String>> together = new LinkedHashMap<>();
    budgets.forEach(
        (answers, wanted) ->
            together.computeIfAbsent(List.copyOf(wanted), key -> new ArrayList<>()).add(answers));
    List<Node> nodes = new ArrayList<>();
    together.forEach(
        (wanted, answers) ->
            nodes.add(
                new Node.Steal(
                    campaign.victim(), campaign.thief(), campaign.copy(), answers, wanted)));
    return nodes;
  }
}

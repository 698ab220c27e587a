package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Cell;
import io.boogeyman.cli.reproduce.profile.DataSet;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.reproduce.profile.ThiefPlan;
import io.boogeyman.cli.reproduce.profile.Watch;
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
    for (Table table : tables) {
      if (table instanceof Table.Sets shown) {
        victims.addAll(shown.victims());
      }
    }
    Set<String> watches = Profile.watches(tables);
    Set<Cell> cells = Profile.cells(tables);
    cells.forEach(cell -> victims.add(cell.victim()));
    watches.forEach(watch -> victims.add(profile.watches().get(watch).victim()));
    List<Node> nodes = new ArrayList<>();
    victims.forEach(victim -> nodes.add(new Node.TrainVictim(victim)));
    nodes.addAll(thefts(profile, tables));
    for (String watch : watches) {
      seeds(profile.seeds()).forEach(seed -> nodes.add(new Node.Detect(watch, seed)));
    }
    return new Plan(profile, tables, nodes);
  }

  /**
   * The same in stages, each of which needs those before it. What is in one lane of a stage is done
   * one after the other, and lanes may be done side by side: thefts of one victim share a run
   * folder, and all else uses the whole machine by itself.
   */
  List<List<List<Node>>> stages() {
    Map<String, List<Node>> thefts = new LinkedHashMap<>();
    List<Node> before = new ArrayList<>();
    List<Node> after = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Node.Steal theft) {
        thefts.computeIfAbsent(theft.victim(), victim -> new ArrayList<>()).add(theft);
      } else {
        (node instanceof Node.TrainVictim ? before : after).add(node);
      }
    }
    return List.of(List.of(before), List.copyOf(thefts.values()), List.of(after));
  }

  /** The image sources that it needs, as the profile names them, each once. */
  Set<String> images() {
    Set<String> images = new LinkedHashSet<>();
    for (Node node : nodes) {
      if (node instanceof Node.TrainVictim training) {
        DataSet set = profile.setOf(training.victim());
        images.add(set.train());
        images.add(set.test());
      } else if (node instanceof Node.Steal theft) {
        ThiefPlan thief = profile.thieves().get(theft.thief());
        thief.pool().ifPresent(pool -> images.add(profile.pools().get(pool).images()));
        thief.insiders().ifPresent(pool -> images.add(profile.pools().get(pool).images()));
        if (thief.needsInsiders()) {
          images.add(profile.setOf(theft.victim()).insiders().orElseThrow());
        }
      } else if (node instanceof Node.Detect detection) {
        images.addAll(images(profile.watches().get(detection.watch())));
      }
    }
    return images;
  }

  private List<String> images(Watch watch) {
    List<String> images = new ArrayList<>(List.of(watch.own()));
    watch.pools().forEach(pool -> images.add(profile.pools().get(pool).images()));
    watch.unseen().forEach(pool -> images.add(profile.pools().get(pool).images()));
    profile.setOf(watch.victim()).insiders().ifPresent(images::add);
    return images;
  }

  /** The tasks of its victims, each once. */
  Set<DataSet> sets() {
    Set<DataSet> sets = new LinkedHashSet<>();
    for (Node node : nodes) {
      if (node instanceof Node.TrainVictim training) {
        sets.add(profile.setOf(training.victim()));
      }
    }
    return sets;
  }

  /** The files of weights that it needs, as the profile names them, each once. */
  Set<String> weights() {
    Set<String> weights = new LinkedHashSet<>();
    for (Node node : nodes) {
      if (node instanceof Node.TrainVictim training) {
        profile.victims().get(training.victim()).pretrained().ifPresent(weights::add);
      } else if (node instanceof Node.Steal theft) {
        profile.copies().get(theft.copy()).pretrained().ifPresent(weights::add);
      } else if (node instanceof Node.Detect detection) {
        profile
            .watches()
            .get(detection.watch())
            .features()
            .ifPresent(features -> weights.add(features.weights()));
      }
    }
    return weights;
  }

  /** So many seeds. */
  static List<Long> seeds(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  /** One copy of one victim by one thief, for which a set of budgets is gathered by answers. */
  private record Campaign(String victim, String thief, String copy, int seeds) {}

  private static List<Node> thefts(Profile profile, List<Table> tables) {
    Map<Campaign, Map<String, TreeSet<Integer>>> campaigns = new LinkedHashMap<>();
    for (Cell cell : Profile.cells(tables)) {
      int seeds = profile.seeds(cell, tables);
      campaigns
          .computeIfAbsent(
              new Campaign(cell.victim(), cell.thief(), cell.copy(), seeds),
              key -> new LinkedHashMap<>())
          .computeIfAbsent(cell.answers(), key -> new TreeSet<>())
          .add(cell.budget());
    }
    List<Node> nodes = new ArrayList<>();
    campaigns.forEach(
        (campaign, budgets) -> {
          boolean nested = !profile.thieves().get(campaign.thief()).looksAtAnswers();
          thefts(campaign, budgets)
              .forEach(theft -> nodes.addAll(nested ? List.of(theft) : apart(theft)));
        });
    return nodes;
  }

  /** A thief who looks at answers asks otherwise under another budget, and is another one then. */
  private static List<Node.Steal> apart(Node.Steal theft) {
    return theft.budgets().stream()
        .map(
            budget ->
                new Node.Steal(
                    theft.victim(),
                    theft.thief(),
                    theft.copy(),
                    theft.answers(),
                    List.of(budget),
                    theft.seeds()))
        .toList();
  }

  /** Answers that are wanted with the same budgets go together, so that no cell is made unasked. */
  private static List<Node.Steal> thefts(Campaign campaign, Map<String, TreeSet<Integer>> budgets) {
    Map<List<Integer>, List<String>> together = new LinkedHashMap<>();
    budgets.forEach(
        (answers, wanted) ->
            together.computeIfAbsent(List.copyOf(wanted), key -> new ArrayList<>()).add(answers));
    List<Node.Steal> nodes = new ArrayList<>();
    together.forEach(
        (wanted, answers) ->
            nodes.add(
                new Node.Steal(
                    campaign.victim(),
                    campaign.thief(),
                    campaign.copy(),
                    answers,
                    wanted,
                    campaign.seeds())));
    return nodes;
  }
}

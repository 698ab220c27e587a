package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.DataSet;
import io.boogeyman.cli.reproduce.profile.Profile;
import io.boogeyman.cli.reproduce.profile.Table;
import io.boogeyman.cli.reproduce.profile.VictimPlan;
import io.boogeyman.cli.result.FigureTable.Value;
import java.util.List;

/** The data sets and the victims trained on them. */
record SetsView(Profile profile, Findings findings, Table.Sets table) implements View {

  @Override
  public List<String> columns() {
    return List.of(
        "victim", "data", "classes", "side", "training images", "test images", "accuracy");
  }

  @Override
  public List<List<Value>> rows() {
    return table.victims().stream().map(this::row).toList();
  }

  private List<Value> row(String name) {
    Findings.TrainedVictim victim = findings.victim(name).orElseThrow();
    VictimPlan plan = profile.victims().get(name);
    DataSet set = profile.setOf(name);
    return List.of(
        Value.of(name),
        Value.of(set.title()),
        Value.count(victim.classes()),
        Value.count(plan.size()),
        Value.count(victim.trainImages()),
        Value.count(victim.testImages()),
        Value.percent(victim.accuracy()));
  }
}

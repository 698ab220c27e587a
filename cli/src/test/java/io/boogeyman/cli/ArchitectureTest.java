package io.boogeyman.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md promises of modules and packages. */
class ArchitectureTest {
  private static final String BYTEDECO = "org.bytedeco..";
  private static final String EMPTY_NAMES =
      "(?i)(util|utils|utility|utilities|common|manager|helper|helpers|impl)";

  /** Templates compiled by jte are not written by anybody. */
  private static final ImportOption WRITTEN = place -> !place.contains("/cli/templates/");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(WRITTEN)
          .importPackages("io.boogeyman");

  @Test
  void every_module_is_looked_at() {
    for (String module :
        new String[] {"core", "nn", "victim", "attack", "defend", "guard", "cli"}) {
      assertThat(
              CLASSES.stream().filter(c -> c.getPackageName().startsWith("io.boogeyman." + module)))
          .hasSizeGreaterThan(5);
    }
  }

  @Test
  void core_is_plain_java() {
    classes()
        .that()
        .resideInAPackage("io.boogeyman.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.boogeyman.core..",
            "java..",
            "javax.crypto..",
            "javax.imageio..",
            "org.apache.commons.statistics..",
            "")
        .check(CLASSES);
  }

  @Test
  void networks_know_nothing_of_attacks() {
    noClasses()
        .that()
        .resideInAPackage("io.boogeyman.nn..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.boogeyman.victim..",
            "io.boogeyman.attack..",
            "io.boogeyman.defend..",
            "io.boogeyman.cli..")
        .check(CLASSES);
  }

  @Test
  void victims_know_nothing_of_attacks_and_defences() {
    noClasses()
        .that()
        .resideInAPackage("io.boogeyman.victim..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.boogeyman.attack..", "io.boogeyman.defend..", "io.boogeyman.cli..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void attacks_know_nothing_of_victims_defences_or_the_command_line() {
    noClasses()
        .that()
        .resideInAPackage("io.boogeyman.attack..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.boogeyman.victim..", "io.boogeyman.defend..", "io.boogeyman.cli..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void defences_know_nothing_of_victims_attacks_or_the_command_line() {
    noClasses()
        .that()
        .resideInAPackage("io.boogeyman.defend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.boogeyman.victim..", "io.boogeyman.attack..", "io.boogeyman.cli..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void choosing_queries_and_keeping_answers_needs_no_libtorch() {
    noClasses()
        .that()
        .resideInAnyPackage("io.boogeyman.attack.query..", "io.boogeyman.attack.journal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BYTEDECO, "io.boogeyman.nn..")
        .check(CLASSES);
  }

  @Test
  void commands_and_reports_leave_libtorch_to_those_below() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.boogeyman.cli.command..", "io.boogeyman.cli.report..", "io.boogeyman.cli.result..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch..")
        .check(CLASSES);
  }

  @Test
  void packages_do_not_depend_on_each_other_in_circles() {
    slices().matching("io.boogeyman.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void names_say_what_a_thing_is() {
    noClasses()
        .should()
        .haveNameMatching("(?i).*(util|utils|manager|helper|helpers|impl|common)")
        .check(CLASSES);
    assertThat(CLASSES)
        .flatExtracting(c -> java.util.List.of(c.getPackageName().split("\\.", -1)))
        .noneMatch(name -> name.toString().matches(EMPTY_NAMES));
  }

  @Test
  void no_static_state_changes() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(areWritten())
        .should()
        .beFinal()
        .check(CLASSES);
  }

  /** A switch over an enum makes the compiler keep a table in a class of its own. */
  private static DescribedPredicate<JavaClass> areWritten() {
    return DescribedPredicate.describe(
        "are written by people", c -> !c.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  @Test
  void every_file_has_one_public_type_at_most() {
    Map<String, Long> publicTypes =
        CLASSES.stream()
            .filter(c -> c.isTopLevelClass() && c.getModifiers().contains(JavaModifier.PUBLIC))
            .collect(
                groupingBy(
                    c ->
                        c.getPackageName()
                            + "/"
                            + c.getSource().orElseThrow().getFileName().orElseThrow(),
                    counting()));
    assertThat(publicTypes)
        .isNotEmpty()
        .allSatisfy((file, count) -> assertThat(count).isEqualTo(1));
  }
}

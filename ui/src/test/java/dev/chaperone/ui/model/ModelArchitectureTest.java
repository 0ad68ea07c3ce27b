package dev.chaperone.ui.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** View models know no view. */
@AnalyzeClasses(
    packages = "dev.chaperone.ui.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModelArchitectureTest {
  @ArchTest
  static final ArchRule viewModelsNeedNoScreen =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javafx.beans..",
              "javafx.collections..",
              "org.jspecify..",
              "com.fasterxml.jackson..",
              "dev.chaperone.console",
              "dev.chaperone.recordings",
              "dev.chaperone.recordings.frame",
              "dev.chaperone.ui.model..")
          .because("they are tested without a screen, and know data only through the console");

  @ArchTest
  static final ArchRule timeAndThreadsAreGiven =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .because("tests set the clock and run background work when they like");
}

package dev.chaperone.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.chaperone", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theConsoleInterfaceKnowsOnlyRecordings =
      classes()
          .that()
          .resideInAPackage("dev.chaperone.console")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.nio.file..",
              "org.jspecify..",
              "dev.chaperone.console",
              "dev.chaperone.recordings",
              "dev.chaperone.recordings.frame");

  @ArchTest
  static final ArchRule theUserInterfaceSeesNeitherTheListenerNorTheDatabase =
      noClasses()
          .that()
          .resideInAPackage("dev.chaperone.ui..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.helidon..", "java.sql..", "dev.chaperone.proxy..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheWiringKnowsTheGateway =
      noClasses()
          .that()
          .resideInAPackage("dev.chaperone.app..")
          .and()
          .resideOutsideOfPackages("dev.chaperone.app.host", "dev.chaperone.app.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.chaperone.proxy..");

  @ArchTest
  static final ArchRule partsOfTheProgramFormNoCircle =
      slices().matching("dev.chaperone.app.(*)..").should().beFreeOfCycles();
}

package dev.chaperone.recordings;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
    packages = "dev.chaperone.recordings",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_SERVER_AND_NO_WINDOW =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("io.helidon..", "javafx..");

  @ArchTest
  static final ArchRule JDBC_STAYS_IN_THE_DATABASE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chaperone.recordings.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..");

  @ArchTest
  static final ArchRule PRINTS_NOTHING =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(PrintStream.class);

  @ArchTest
  static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule FRAMES_KNOW_NOTHING_OF_THE_STORE =
      noClasses()
          .that()
          .resideInAPackage("dev.chaperone.recordings.frame..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.chaperone.recordings.journal..",
              "dev.chaperone.recordings.database..",
              "dev.chaperone.recordings.storage..");

  @ArchTest
  static final ArchRule THE_JOURNAL_KNOWS_NO_DATABASE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.chaperone.recordings.journal..", "dev.chaperone.recordings.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.chaperone.recordings.database..");
}

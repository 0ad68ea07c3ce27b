package dev.chaperone.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The directions inside the gateway. */
@AnalyzeClasses(packages = "dev.chaperone", importOptions = ImportOption.DoNotIncludeTests.class)
class ProxyArchitectureTest {

  @ArchTest
  static final ArchRule noWindowAndNoNativeAnalyser =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "com.google.zetasql..")
          .because("the gateway runs headless, and ZetaSQL has a process of its own");

  @ArchTest
  static final ArchRule helidonStaysAtTheDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chaperone.proxy.listener..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon..")
          .because("stages work on exchanges and can be tested without a server");

  @ArchTest
  static final ArchRule noSqlDatabaseInTheGateway =
      noClasses()
          .that()
          .resideInAPackage("dev.chaperone.proxy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.h2..")
          .because("recordings are reached through their ports");

  @ArchTest
  static final ArchRule surfaceKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.chaperone.proxy.surface..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.chaperone.proxy.stage..",
              "dev.chaperone.proxy.gateway..",
              "dev.chaperone.proxy.listener..",
              "dev.chaperone.proxy.identity..",
              "dev.chaperone.proxy.upstream..")
          .because("recognition is a pure function of the request line");

  @ArchTest
  static final ArchRule stagesKnowNoListener =
      noClasses()
          .that()
          .resideInAPackage("dev.chaperone.proxy.stage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.chaperone.proxy.listener..", "dev.chaperone.proxy.gateway..");

  @ArchTest
  static final ArchRule theClockIsInjected =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .because("time is passed in as a Clock, so that tests own it");
}

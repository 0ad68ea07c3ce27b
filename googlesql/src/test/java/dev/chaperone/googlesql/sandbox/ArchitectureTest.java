package dev.chaperone.googlesql.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.chaperone.googlesql", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule STANDS_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.chaperone.recordings..",
              "dev.chaperone.proxy..",
              "dev.chaperone.ui..",
              "dev.chaperone.app..");

  @ArchTest
  static final ArchRule ENGINE_KNOWS_NO_HTTP =
      noClasses()
          .that()
          .resideInAPackage("..sandbox.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..sandbox.rest..", "..sandbox.shop..", "com.sun.net.httpserver..");
}

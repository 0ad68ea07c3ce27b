package dev.chaperone.googlesql.analysis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.chaperone.googlesql.analysis",
    importOptions = DoNotIncludeTests.class)
class AnalysisArchitectureTest {
  @ArchTest
  static final ArchRule TALKS_OVER_PIPES_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "java.nio.channels..",
              "com.sun.net..",
              "com.fasterxml..",
              "dev.chaperone.googlesql.sandbox..")
          .because("the worker has no network, and is no part of the sandbox");
}

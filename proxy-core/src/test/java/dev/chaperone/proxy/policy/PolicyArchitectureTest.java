package dev.chaperone.proxy.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The policy is a library: it decides, and knows nothing of requests, recordings and windows. */
@AnalyzeClasses(
    packages = "dev.chaperone.proxy.policy",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PolicyArchitectureTest {
  @ArchTest
  static final ArchRule knowsNobodyOfTheGateway =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.chaperone.proxy.policy..",
              "java..",
              "dev.cel..",
              "com.google.common.collect..",
              "com.google.re2j..",
              "org.snakeyaml.engine..",
              "org.slf4j..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule celStaysWithTheConditions =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chaperone.proxy.policy.condition..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.cel..", "com.google.common..");

  @ArchTest
  static final ArchRule yamlStaysWithTheLoader =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.chaperone.proxy.policy.load..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.snakeyaml..");
}

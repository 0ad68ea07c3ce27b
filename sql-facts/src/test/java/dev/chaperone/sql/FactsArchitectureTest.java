package dev.chaperone.sql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.chaperone.sql", importOptions = DoNotIncludeTests.class)
class FactsArchitectureTest {
  @ArchTest
  static final ArchRule DEPENDS_ON_NOTHING =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.chaperone.sql..")
          .because("two processes with different libraries share it");
}

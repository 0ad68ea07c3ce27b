package dev.chaperone.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.chaperone.ui.fx.FxExecutor;
import java.util.concurrent.Executors;
import javafx.application.Platform;

@AnalyzeClasses(packages = "dev.chaperone.ui", importOptions = ImportOption.DoNotIncludeTests.class)
class UiArchitectureTest {
  @ArchTest
  static final ArchRule onlyOneClassQueuesWorkForTheToolkit =
      noClasses()
          .that()
          .doNotBelongToAnyOf(FxExecutor.class)
          .should()
          .callMethod(Platform.class, "runLater", Runnable.class)
          .because("work is gathered and ordered in one place");

  @ArchTest
  static final ArchRule viewsKnowNoDatabaseAndNoServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "io.helidon..", "org.h2..", "dev.chaperone.proxy..", "java.awt..")
          .because("the console interface is the only way to the gateway");

  @ArchTest
  static final ArchRule viewsMakeNoThreads =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.Builder.class, Executors.class)
          .orShould()
          .callConstructor(Thread.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class, String.class)
          .because("background work goes to the executor that the program gives");

  @ArchTest
  static final ArchRule modelsKnowNoControls =
      noClasses()
          .that()
          .resideInAPackage("dev.chaperone.ui.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..")
          .because("view models are tested without a screen");
}

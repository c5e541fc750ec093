package org.hideandseek.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between the modules, and what belongs to one module alone in it. */
final class ArchitectureTest {
  private static final String ROOT = "org.hideandseek.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.hideandseek");

  @Test
  void modulesDependOnlyOnWhatTheyMayKnow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.hideandseek..")
        .layer("challenges")
        .definedBy(ROOT + "challenges..")
        .layer("scoring")
        .definedBy(ROOT + "scoring..")
        .layer("sandbox")
        .definedBy(ROOT + "sandbox..")
        .layer("platform")
        .definedBy(ROOT + "platform..")
        .layer("web")
        .definedBy(ROOT + "web..")
        .layer("app")
        .definedBy(ROOT + "app..")
        .whereLayer("challenges")
        .mayNotAccessAnyLayer()
        .whereLayer("sandbox")
        .mayNotAccessAnyLayer()
        .whereLayer("scoring")
        .mayOnlyAccessLayers("challenges")
        .whereLayer("platform")
        .mayOnlyAccessLayers("challenges", "scoring", "sandbox")
        .whereLayer("web")
        .mayOnlyAccessLayers("platform", "challenges")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void onlyJdbiStoresAndTheDatabaseKnowSql() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Jdbi")
        .and()
        .resideOutsideOfPackage(ROOT + "platform.database..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.jdbi.v3.core.statement..")
        .check(CLASSES);
  }

  @Test
  void onlyTheWebServesHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "web..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
        .check(CLASSES);
  }

  @Test
  void onlyTheSandboxSpeaksToTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.github.dockerjava..")
        .check(CLASSES);
  }

  @Test
  void scoringIsPure() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "scoring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.nio..", "java.net..", "java.time..", "java.util.concurrent..")
        .check(CLASSES);
  }

  @Test
  void featuresOfTheScoringAndChallengesDoNotGoInCircles() {
    slices().matching(ROOT + "scoring.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching(ROOT + "challenges.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noPackageIsADrawerForOddThings() {
    classes()
        .should()
        .resideOutsideOfPackages(
            "..util..",
            "..common..",
            "..helper..",
            "..model..",
            "..dto..",
            "..impl..",
            "..manager..")
        .check(CLASSES);
  }
}

package io.github.gatefault.pages;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.gatefault");

    @Test
    void templateEngine_isKnownToOneClass() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.github\\.gatefault\\.pages\\.internal\\.render\\.Templates(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.mustachejava..")
                .because("the engine can be exchanged only as long as one class knows it")
                .check(classes);
    }

    @Test
    void pages_logNothingAndKnowNoContainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..", "jakarta.servlet..")
                .because(
                        "pages are also rendered where there is no servlet container, and trouble is returned, not logged")
                .check(classes);
    }

    @Test
    void state_isNotStatic() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("two applications in one container must not share state")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .because("the container's threads outlive the application")
                .check(classes);
    }

    @Test
    void packages_pointOneWay() {
        slices().matching("io.github.gatefault.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAnyPackage("io.github.gatefault.cause", "io.github.gatefault.runbook"),
                        resideInAPackage("io.github.gatefault.pages.internal.text"))
                .because("the vocabulary stands without its pages")
                .check(classes);
    }
}

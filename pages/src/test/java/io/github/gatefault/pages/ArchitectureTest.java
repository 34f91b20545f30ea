package io.github.gatefault.pages;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final String ROOT = "io.github.gatefault.";

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
                .because("the engine can be replaced only while one class knows it")
                .check(classes);
    }

    @Test
    void pages_logNothingAndKnowNoContainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..", "jakarta.servlet..")
                .because("pages are also rendered without a servlet container, and errors are returned, not logged")
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
    void packages_haveNoCycles() {
        slices().matching("io.github.gatefault.(**)")
                .should()
                .beFreeOfCycles()
                .because("a package can be understood and changed only with what it imports, not with what imports it")
                .check(classes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pages.internal.text     |                                                  | it escapes text and needs no model
            pages.internal.http     | pages.internal.text                              | it reads header fields and needs no model
            pages.template          |                                                  | users implement it with the JDK alone
            cause                   | pages.internal.text                              | incidents outlive pages, and logs have no pages
            pages.brand             | pages.internal.text pages.internal.http          | a brand is a value, whatever shows it
            pages.internal.brand    | pages.brand pages.template pages.internal.text   | settings are read before there is a page
            pages.internal.i18n     | pages.template pages.internal.http               | a language is the same for all incidents
            runbook                 | cause pages.internal.text                        | operators read it where no page is rendered
            pages.internal.render   | cause pages.brand pages.template pages.internal.i18n pages.internal.text | pages calls it with plain values and is not called back
            """)
    void packages_knowOnlyThoseBelow(String name, String allowed, String reason) {
        String[] known = ("java.. javax.. org.jspecify.. com.fasterxml.jackson.. com.github.mustachejava.. " + ROOT
                        + name + (allowed == null ? "" : (" " + allowed).replace(" ", " " + ROOT)))
                .split(" ");
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(known)
                .because(reason)
                .check(classes);
    }

    @Test
    void tools_areKnownToNoPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..internal.lookup..", "..internal.preview..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.lookup..", "..internal.preview..")
                .because("an answer to a visitor must not depend on the tools of operators and template authors")
                .check(classes);
    }

    @Test
    void nothing_knowsTheLookupsPages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..pages.internal.lookup..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..pages.internal.lookup..")
                .because("they are for operators and the filter's lookup only; a visitor's page must not need them")
                .check(classes);
    }
}

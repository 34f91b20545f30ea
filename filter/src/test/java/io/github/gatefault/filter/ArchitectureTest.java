package io.github.gatefault.filter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.ServletResponse;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.gatefault.filter");

    private static final String ROOT = "io.github.gatefault.filter";
    private static final String ANSWER = ROOT + ".internal.answer..";
    private static final String CONTAINER = ROOT + ".internal.container..";
    private static final String EXCHANGE = ROOT + ".internal.exchange..";
    private static final String CALLS = ROOT + ".internal.upstream..";
    private static final String UPSTREAM = ROOT + ".upstream..";

    @Test
    void packages_areFreeOfCycles() {
        slices().matching("io.github.gatefault.filter.(**)")
                .should()
                .beFreeOfCycles()
                .because("each stage takes the type before it and gives the type after it; nothing points back")
                .check(classes);
    }

    @Test
    void stages_doNotKnowThePublicFace() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ANSWER,
                        CONTAINER,
                        EXCHANGE,
                        CALLS,
                        UPSTREAM,
                        ROOT + ".jetty..",
                        ROOT + ".internal.jetty..",
                        ROOT + ".internal.correlation..",
                        ROOT + ".internal.fingerprint..",
                        ROOT + ".internal.http..",
                        ROOT + ".internal.logging..",
                        ROOT + ".incident..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .because("the filter puts the stages together; a stage that knew the filter could reach all others")
                .check(classes);
    }

    @Test
    void answer_doesNotKnowTheExchange() {
        noClasses()
                .that()
                .resideInAPackage(ANSWER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(EXCHANGE)
                .because("an exchange hands over a snapshot of what failed, and is not called back")
                .check(classes);
    }

    @Test
    void containersAndCalls_knowNeitherExchangeNorAnswer() {
        noClasses()
                .that()
                .resideInAnyPackage(CONTAINER, CALLS, UPSTREAM)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EXCHANGE, ANSWER)
                .because(
                        "the exchange uses them through interfaces of theirs; clients' calls are recorded without the filter")
                .check(classes);
    }

    @Test
    void callsOfAnExchange_doNotKnowTheConfiguredUpstreams() {
        noClasses()
                .that()
                .resideInAPackage(CALLS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(UPSTREAM)
                .because("the public UpstreamCall is made of them")
                .check(classes);
    }

    @Test
    void onlyTheExchange_andBuiltInPages_touchTheResponse() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ANSWER,
                        CALLS,
                        UPSTREAM,
                        ROOT + ".classify..",
                        ROOT + ".incident..",
                        ROOT + ".internal.fingerprint..",
                        ROOT + ".internal.http..")
                .and()
                .doNotHaveSimpleName("BuiltInPages")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ServletResponse.class)
                .because("only the exchange knows whether the response is still to be written")
                .check(classes);
    }

    @Test
    void onlyTheAdaptersForJetty_knowJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".jetty..", ROOT + ".internal.jetty..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .because("the filter runs in every container, and Jetty's proxy is there for its users only")
                .check(classes);
    }

    @Test
    void noState_isStatic() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("two web applications in one container may share our classes, and must not share our state")
                .check(classes);
    }
}

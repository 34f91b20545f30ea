package io.github.gatefault.filter;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.gatefault.filter.internal.config.FilterSettings;
import io.github.gatefault.filter.internal.config.Setting;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void onlyTheWalkerOfChains_asksForCauses() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..filter.internal.exception..")
                .should()
                .callMethodWhere(target(nameMatching("getCause|getSuppressed"))
                        .and(target(owner(assignableTo(Throwable.class)))))
                .because("chains may be endless, circular, or of classes that throw: one walker is bounded and safe")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lookup", "diagnosis", "metrics", "tracing"})
    void operatorFeature_knowsOnlyIncidentsAndUpstreams(String feature) {
        String own = "io.github.gatefault.filter." + feature + "..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.gatefault.filter..")
                        .and(resideOutsideOfPackages(
                                own, "..filter.incident..", "..filter.upstream..", "..filter.internal.logging..")))
                .because(
                        "a feature for operators listens to incidents or reads their store, and works without the filter")
                .check(classes);
    }

    @Test
    void everySetting_isReadWhereItActs() {
        assertThat(classes.get(FilterSettings.class).getFields())
                .filteredOn(field -> field.getRawType().isEquivalentTo(Setting.class))
                .hasSizeGreaterThan(20)
                .allSatisfy(field -> assertThat(field.getAccessesToSelf())
                        .as("a setting that nothing reads does nothing: " + field.getName())
                        .anyMatch(access -> !access.getOriginOwner().isEquivalentTo(FilterSettings.class)
                                && !access.getOriginOwner().isEquivalentTo(BadGatewayFilter.Builder.class)));
    }

    @Test
    void onlyTheFilter_knowsTheOperatorFeatures() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.github.gatefault.filter",
                        "..filter.internal.assembly..",
                        "..filter.lookup..",
                        "..filter.diagnosis..",
                        "..filter.metrics..",
                        "..filter.tracing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..filter.lookup..", "..filter.diagnosis..", "..filter.metrics..", "..filter.tracing..")
                .because("a failure is answered in the same way whichever features for operators are on")
                .check(classes);
    }

    @Test
    void exportedTypes_areFew() throws IOException {
        Set<String> exported = new HashSet<>();
        for (String module : List.of("../pages", ".")) {
            try (InputStream descriptor = Files.newInputStream(Path.of(module, "target/classes/module-info.class"))) {
                ModuleDescriptor.read(descriptor).exports().stream()
                        .filter(export -> !export.isQualified())
                        .forEach(export -> exported.add(export.source()));
            }
        }

        assertThat(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.github.gatefault"))
                .filteredOn(type -> exported.contains(type.getPackageName()))
                .filteredOn(
                        type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(JavaClass::getSimpleName)
                .as("each exported type is a promise; what only we need belongs into an internal package")
                .hasSizeBetween(30, 50);
    }
}

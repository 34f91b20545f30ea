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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.gatefault.filter");

    private static final String ROOT = "io.github.gatefault.filter";
    private static final String ANSWER = ROOT + ".internal.answer..";
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

    /** The root may know all packages, and so may those that put the parts together; what is not listed may not be known. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            internal.exception   |                                                        | it walks chains of exceptions for all others
            internal.correlation |                                                        | an ID is a value, whatever it is used for
            internal.http        |                                                        | fields on the wire mean the same in all stages
            internal.logging     | internal.correlation internal.exception                | each stage may log, so logging knows no stage
            classify             | internal.exception                                     | a failure has a cause without exchange or incident
            internal.store       | internal.logging                                       | both shared stores use it through what they hand it
            incident             | internal.store internal.logging                        | an incident outlives its exchange and its answer
            internal.upstream    | classify internal.exception                            | clients record calls, and know neither filter nor exchange
            upstream             | internal.upstream                                      | names and calls of upstreams are the application's
            internal.jetty       | internal.upstream upstream                             | it reports as an application's own client does
            internal.container   | internal.exception                                     | a container is asked by the exchange, and does not ask back
            internal.fingerprint | classify internal.http                                 | whose page it is depends on the response alone
            internal.config      | incident upstream internal.http                        | settings are values; the stages are made from them
            diagnosis            | incident upstream                                      | it listens to incidents, and works without the filter
            metrics              | incident                                               | it listens to incidents, and works without the filter
            tracing              | incident                                               | it listens to incidents, and works without the filter
            lookup               | incident upstream                                      | it reads the store, and works without the filter
            internal.answer      | classify incident upstream internal.correlation internal.fingerprint internal.http internal.logging internal.upstream | it gets a snapshot of what failed, and is not called back
            internal.exchange    | classify internal.answer internal.container internal.correlation internal.logging internal.upstream | it hands over to the answer, and knows no feature
            """)
    void packages_knowOnlyThoseBelow(String name, @Nullable String allowed, String reason) {
        String[] known = (ROOT + "." + name + (allowed == null ? "" : (" " + allowed).replace(" ", " " + ROOT + ".")))
                .split(" ");
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(known)))
                .because(reason)
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

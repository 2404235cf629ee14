package io.kubestats;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Future;

/** The dependency rules of docs/architecture.md. */
@AnalyzeClasses(packages = "io.kubestats", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule nobodyReachesBack = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("model")
            .definedBy("io.kubestats.model..")
            .layer("wire")
            .definedBy("io.kubestats.wire..")
            .layer("text")
            .definedBy("io.kubestats.text..")
            .layer("logging")
            .definedBy("io.kubestats.logging..")
            .layer("config")
            .definedBy("io.kubestats.config..")
            .layer("health")
            .definedBy("io.kubestats.health..")
            .layer("http")
            .definedBy("io.kubestats.http..")
            .layer("tls")
            .definedBy("io.kubestats.tls..")
            .layer("apiserver")
            .definedBy("io.kubestats.apiserver..")
            .layer("apiobject")
            .definedBy("io.kubestats.apiobject..")
            .layer("security")
            .definedBy("io.kubestats.security..")
            .layer("json")
            .definedBy("io.kubestats.json..")
            .layer("cluster")
            .definedBy("io.kubestats.cluster..")
            .layer("kubelet")
            .definedBy("io.kubestats.kubelet..")
            .layer("store")
            .definedBy("io.kubestats.store..")
            .layer("scrape")
            .definedBy("io.kubestats.scrape..")
            .layer("metricsapi")
            .definedBy("io.kubestats.metricsapi..")
            .layer("exporter")
            .definedBy("io.kubestats.exporter..")
            .layer("demo")
            .definedBy("io.kubestats.demo..")
            .layer("cli")
            .definedBy("io.kubestats.cli..")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("wire")
            .mayOnlyAccessLayers("http")
            .whereLayer("text")
            .mayNotAccessAnyLayer()
            .whereLayer("logging")
            .mayOnlyAccessLayers("text")
            .whereLayer("config")
            .mayOnlyAccessLayers("model", "text")
            .whereLayer("http")
            .mayOnlyAccessLayers("tls", "config", "text", "logging")
            .whereLayer("health")
            .mayOnlyAccessLayers("http", "text", "logging")
            .whereLayer("tls")
            .mayNotAccessAnyLayer()
            .whereLayer("apiserver")
            .mayOnlyAccessLayers("tls", "health", "config", "text", "logging")
            .whereLayer("apiobject")
            .mayNotAccessAnyLayer()
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("security")
            .mayOnlyAccessLayers("apiserver", "json", "tls", "http", "health", "config", "text", "logging")
            .whereLayer("cluster")
            .mayOnlyAccessLayers("apiserver", "apiobject", "model", "health", "config", "text", "logging")
            .whereLayer("kubelet")
            .mayOnlyAccessLayers("tls", "model", "health", "config", "text", "logging")
            .whereLayer("store")
            .mayOnlyAccessLayers("model", "health", "config", "text")
            .whereLayer("scrape")
            .mayOnlyAccessLayers("cluster", "kubelet", "store", "model", "health", "config", "text", "logging")
            .whereLayer("metricsapi")
            .mayOnlyAccessLayers("cluster", "store", "model", "json", "wire", "http", "config", "text", "logging")
            .whereLayer("exporter")
            .mayOnlyAccessLayers("cluster", "store", "scrape", "kubelet", "model", "http", "config", "text", "logging")
            .whereLayer("demo")
            .mayOnlyAccessLayers("cluster", "model", "http", "tls", "config")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.kubestats.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreSmall = classes().should(beInAPackageOfAtMost(35));

    @ArchTest
    static final ArchRule modelIsValuesOnTheJdkAlone = classes()
            .that()
            .resideInAPackage("io.kubestats.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.kubestats.model..");

    @ArchTest
    static final ArchRule storeUsesNoLibrary = classes()
            .that()
            .resideInAPackage("io.kubestats.store..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.slf4j..", "io.kubestats..");

    @ArchTest
    static final ArchRule resilience4jStaysInScrape = only("io.github.resilience4j..", "io.kubestats.scrape..");

    @ArchTest
    static final ArchRule simpleclientStaysInExporter = only("io.prometheus..", "io.kubestats.exporter..");

    @ArchTest
    static final ArchRule jettyClientStaysWhereWeAsk =
            only("org.eclipse.jetty.client..", "io.kubestats.kubelet..", "io.kubestats.apiserver..");

    @ArchTest
    static final ArchRule jacksonStaysWhereJsonIs = only(
            "com.fasterxml.jackson..",
            "io.kubestats.apiserver..",
            "io.kubestats.apiobject..",
            "io.kubestats.json..",
            "io.kubestats.security..",
            "io.kubestats.kubelet..",
            "io.kubestats.metricsapi..",
            "io.kubestats.demo..");

    @ArchTest
    static final ArchRule objectMappersStayInTheDemo = noClasses()
            .that()
            .resideOutsideOfPackage("io.kubestats.demo..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectMapper.class)
            .because("they cost 5 MB, and JsonTree does what is needed");

    @ArchTest
    static final ArchRule picocliStaysAtTheEdge = only("picocli..", "io.kubestats.cli..", "io.kubestats.config..");

    @ArchTest
    static final ArchRule bouncyCastleStaysWhereCertificatesAreMade =
            only("org.bouncycastle..", "io.kubestats.demo..", "io.kubestats.security..", "io.kubestats.tls..");

    @ArchTest
    static final ArchRule javalinIsSeenByHttpAndByHandlersOnly = noClasses()
            .that()
            .resideOutsideOfPackage("io.kubestats.http..")
            .and(DescribedPredicate.not(simpleNameEndingWith("Handler")
                    .or(simpleNameEndingWith("Routes"))
                    .or(simpleNameEndingWith("Filter"))
                    .or(nestedIn("Handler", "Routes", "Filter"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javalin..");

    @ArchTest
    static final ArchRule onlyTheCommandLineReadsTheClock = noClasses()
            .that()
            .resideOutsideOfPackage("io.kubestats.cli..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule onlyTheCommandLineTouchesTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage("io.kubestats.cli..")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule everyWaitHasABound =
            noClasses().should().callMethod(Future.class, "get").allowEmptyShould(true);

    @ArchTest
    static final ArchRule locksArePrivate =
            methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).as("no synchronized methods");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    @ArchTest
    static final ArchRule staticStateIsFinal =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);

    private static ArchRule only(String library, String... homes) {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(homes)))
                .and()
                .resideOutsideOfPackage("io.kubestats.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> nestedIn(String... suffixes) {
        return DescribedPredicate.describe(
                "nested in a handler",
                type -> type.getEnclosingClass().stream()
                        .anyMatch(outer -> java.util.Arrays.stream(suffixes)
                                .anyMatch(suffix -> outer.getSimpleName().endsWith(suffix))));
    }

    /** Package documentation and nested types do not count. */
    private static ArchCondition<JavaClass> beInAPackageOfAtMost(int files) {
        return new ArchCondition<>("be in a package of at most " + files + " files") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long inPackage = type.getPackage().getClasses().stream()
                        .filter(other -> other.isTopLevelClass()
                                && !other.isArray()
                                && !other.getSimpleName().equals("package-info"))
                        .count();
                if (inPackage > files) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            type.getPackageName() + " has " + inPackage + " files, " + type.getName() + " is one"));
                }
            }
        };
    }
}

package org.schoolgate.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.schoolgate.rules", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests common = ArchTests.in(CommonArchitecture.class);

    @ArchTest
    static final ArchRule noClockIsRead = CommonArchitecture.clockIsReadOnlyIn();

    @ArchTest
    static final ArchRule arrowsPointFromBundleToWords = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("words")
            .definedBy("org.schoolgate.rules")
            .layer("url")
            .definedBy("org.schoolgate.rules.url..")
            .layer("list")
            .definedBy("org.schoolgate.rules.list..")
            .layer("index")
            .definedBy("org.schoolgate.rules.index..")
            .layer("phrase")
            .definedBy("org.schoolgate.rules.phrase..")
            .layer("locked")
            .definedBy("org.schoolgate.rules.locked..")
            .layer("calendar")
            .definedBy("org.schoolgate.rules.calendar..")
            .layer("file")
            .definedBy("org.schoolgate.rules.file..")
            .layer("people")
            .definedBy("org.schoolgate.rules.people..")
            .layer("policy")
            .definedBy("org.schoolgate.rules.policy..")
            .layer("rewrite")
            .definedBy("org.schoolgate.rules.rewrite..")
            .layer("disk")
            .definedBy("org.schoolgate.rules.disk..")
            .layer("bundle")
            .definedBy("org.schoolgate.rules.bundle..")
            .layer("access")
            .definedBy("org.schoolgate.rules.access..")
            .layer("event")
            .definedBy("org.schoolgate.rules.event..")
            .whereLayer("words")
            .mayNotAccessAnyLayer()
            .whereLayer("url")
            .mayOnlyAccessLayers("words")
            .whereLayer("list")
            .mayOnlyAccessLayers("words", "url")
            .whereLayer("index")
            .mayOnlyAccessLayers("words", "url", "list")
            .whereLayer("phrase")
            .mayOnlyAccessLayers("words", "list")
            .whereLayer("locked")
            .mayOnlyAccessLayers("words", "url", "list")
            .whereLayer("calendar")
            .mayNotAccessAnyLayer()
            .whereLayer("file")
            .mayOnlyAccessLayers("words", "url")
            .whereLayer("people")
            .mayOnlyAccessLayers("words")
            .whereLayer("policy")
            .mayOnlyAccessLayers("words", "url", "locked", "calendar", "file")
            .whereLayer("rewrite")
            .mayOnlyAccessLayers("words", "url", "policy")
            .whereLayer("disk")
            .mayNotAccessAnyLayer()
            .whereLayer("bundle")
            .mayOnlyAccessLayers("words", "index", "locked", "people", "policy", "rewrite", "disk")
            .whereLayer("access")
            .mayOnlyAccessLayers("words", "event", "policy", "disk")
            .whereLayer("event")
            .mayOnlyAccessLayers("words", "policy")
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule nothingIsSentOrFetched = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(http\\..*|.*Socket|.*URLConnection)")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.nio\\.channels\\.(.*Socket.*|Datagram.*|Selector|NetworkChannel)")
            .orShould()
            .callMethod(java.net.InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(java.net.InetAddress.class, "getAllByName", String.class);

    @ArchTest
    static final ArchRule noThreadIsStarted = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.lang\\.(Thread|Process)|java\\.util\\.(Timer|concurrent\\.(.*Executor.*|ForkJoin.*|CompletableFuture))");

    @ArchTest
    static final ArchRule nothingIsLogged = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("(org\\.slf4j|java\\.util\\.logging)\\..*|java\\.lang\\.System\\$Logger");

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}

package org.schoolgate.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.schoolgate.rules.CommonArchitecture;

@AnalyzeClasses(packages = "org.schoolgate.admin", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String BASE = "org.schoolgate.admin";

    @ArchTest
    static final ArchTests common = ArchTests.in(CommonArchitecture.class);

    @ArchTest
    static final ArchRule clocksAreHandedIn = CommonArchitecture.clockIsReadOnlyIn(BASE);

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheServerKnowsTheStore = noClasses()
            .that()
            .resideOutsideOfPackages(BASE, BASE + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".store..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyPublishWritesBundles = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".publish..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.schoolgate\\.rules\\.bundle\\.(BundleWriter|ManifestSigner)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule partsDoNotKnowTheServer = CommonArchitecture.nothingKnowsTheWholeOf(BASE);

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}

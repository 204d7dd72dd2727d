package org.schoolgate.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.schoolgate.rules.CommonArchitecture;

@AnalyzeClasses(packages = "org.schoolgate.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests common = ArchTests.in(CommonArchitecture.class);

    /** Each plane shows one or two types in its base package; the rest is its own affair. */
    @ArchTest
    static final ArchRule planesAreStartedNotReachedInto = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.schoolgate\\.(proxy|admin)\\..+\\..+")
            .allowEmptyShould(true);
}

package org.schoolgate.admin;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.schoolgate.admin", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule subpackagesFormNoCycle = slices().matching("org.schoolgate.admin.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}

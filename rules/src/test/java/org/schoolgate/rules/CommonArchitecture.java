package org.schoolgate.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/** What holds in every module; each {@code ArchitectureTest} takes it in and adds its own package arrows. */
public final class CommonArchitecture {
    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("org.schoolgate.(*).(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    private static final Set<String> CLOCK_READS =
            Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime", "java.time.InstantSource.system");

    private CommonArchitecture() {}

    /** A clock that is handed in can be set by a test; so only who puts the parts together, in these packages, reads one. */
    public static ArchRule clockIsReadOnlyIn(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .accessTargetWhere(clockRead())
                .allowEmptyShould(true);
    }

    /** The base package puts its subpackages together; they know each other, not it. */
    public static ArchRule nothingKnowsTheWholeOf(String base) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(base)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(base)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaAccess<?>> clockRead() {
        return DescribedPredicate.describe("the clock is read", access -> {
            JavaClass owner = access.getTargetOwner();
            String method = access.getName();
            return CLOCK_READS.contains(owner.getName() + "." + method)
                    || owner.isEquivalentTo(Clock.class) && method.startsWith("system")
                    || owner.isEquivalentTo(Date.class) && method.equals("<init>")
                    || owner.getPackageName().equals(Duration.class.getPackageName()) && method.equals("now");
        });
    }
}

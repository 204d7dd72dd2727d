package org.schoolgate.proxy;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.channel.ChannelHandler;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.rules.CommonArchitecture;

@AnalyzeClasses(packages = "org.schoolgate.proxy", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String BASE = "org.schoolgate.proxy";
    /** What outlives a connection: it is handed to the exchanges and knows nothing of them. */
    private static final String[] LASTING = {
        BASE + ".bundle..",
        BASE + ".accesslog..",
        BASE + ".outbox..",
        BASE + ".metrics..",
        BASE + ".control..",
        BASE + ".syslog.."
    };

    private static final String[] EXCHANGES = {
        BASE + ".listen..",
        BASE + ".http..",
        BASE + ".tunnel..",
        BASE + ".tls..",
        BASE + ".origin..",
        BASE + ".identity..",
        BASE + ".inspect..",
        BASE + ".portal.."
    };

    @ArchTest
    static final ArchTests common = ArchTests.in(CommonArchitecture.class);

    @ArchTest
    static final ArchRule clocksAreHandedIn = CommonArchitecture.clockIsReadOnlyIn(BASE);

    @ArchTest
    static final ArchRule handlersArePackagePrivate = classes()
            .that()
            .areAssignableTo(ChannelHandler.class)
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule whatOutlivesConnectionsKnowsNoExchange = noClasses()
            .that()
            .resideInAnyPackage(LASTING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EXCHANGES)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheGatewayKnowsThePorts = noClasses()
            .that()
            .resideOutsideOfPackages(BASE, BASE + ".listen..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".listen..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule whatIsDoneAgainAndAgainIsGuarded = noClasses()
            .that()
            .areNotAssignableTo(Recurring.class)
            .should()
            .callMethodWhere(target(name("scheduleWithFixedDelay")).or(target(name("scheduleAtFixedRate"))));

    @ArchTest
    static final ArchRule partsDoNotKnowTheGateway = CommonArchitecture.nothingKnowsTheWholeOf(BASE);

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}

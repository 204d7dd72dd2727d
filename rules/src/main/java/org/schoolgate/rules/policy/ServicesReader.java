package org.schoolgate.rules.policy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.PolicyDocument.ServiceSection;
import org.schoolgate.rules.policy.YamlNode.Scalar;
import org.schoolgate.rules.policy.YamlNode.Sequence;

/** Reads what a role asks of services: safe search, YouTube's restricted mode, tenants of office suites. */
final class ServicesReader {
    /** Goes into a header field as it is. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,254}");

    private static final Pattern DIRECTORY = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MAX_TENANTS = 64;

    private final Findings findings;
    private final Terms terms;

    ServicesReader(Findings findings, Terms terms) {
        this.findings = findings;
        this.terms = terms;
    }

    ServiceSection services(Fields role) {
        return new ServiceSection(
                role.optional("safe_search", terms::flag),
                role.optional("youtube", terms::youtube),
                role.optional("tenants", this::tenants));
    }

    private Map<ServiceMode, List<String>> tenants(YamlNode node) {
        Map<ServiceMode, List<String>> tenants = new EnumMap<>(ServiceMode.class);
        Fields.entries(findings, node, "tenants").forEach((key, value) -> {
            ServiceMode suite = suite(key);
            if (suite != null) {
                tenants.put(suite, names(value, suite));
            }
        });
        return tenants;
    }

    private @Nullable ServiceMode suite(Scalar key) {
        List<ServiceMode> known = Arrays.stream(ServiceMode.values())
                .filter(ServiceMode::isOfTenants)
                .toList();
        for (ServiceMode mode : known) {
            if (mode.suite().equals(key.text())) {
                return mode;
            }
        }
        List<String> suites = known.stream().map(ServiceMode::suite).toList();
        findings.unknown(key, "suite", suites, "one of " + String.join(", ", suites));
        return null;
    }

    private List<String> names(YamlNode node, ServiceMode suite) {
        Set<String> names = new LinkedHashSet<>();
        if (!(node instanceof Sequence sequence)
                || sequence.items().isEmpty()
                || sequence.items().size() > MAX_TENANTS) {
            findings.add(node, "tenants of " + suite.suite(), "a list of 1 to " + MAX_TENANTS);
            return List.of();
        }
        for (YamlNode item : sequence.items()) {
            String name = name(item);
            if (name != null && !names.add(name)) {
                findings.add(item, "tenant twice", "once");
            }
        }
        YamlNode first = sequence.items().get(0);
        if (suite == ServiceMode.TENANTS_MICROSOFT
                && !(first instanceof Scalar scalar
                        && DIRECTORY.matcher(scalar.text()).matches())) {
            findings.add(
                    first,
                    "first tenant of microsoft",
                    "the id of the school's own directory, such as 00000000-0000-0000-0000-000000000000");
        }
        return List.copyOf(names);
    }

    private @Nullable String name(YamlNode node) {
        if (node instanceof Scalar scalar && TENANT.matcher(scalar.text()).matches()) {
            return scalar.text();
        }
        findings.add(node, "tenant", "a domain or an id of letters, digits, dots, colons, _ and -");
        return null;
    }
}

package org.schoolgate.rules.rewrite;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.ServiceMode;

/**
 * The form of {@code services.yaml}, where each key is described.
 *
 * @param version a date, for people
 * @param countries by name, what stands for the name in braces in hosts, parted by spaces
 */
record ServicesFile(int format, String version, Map<String, String> countries, List<Entry> services) {
    private static final String RESOURCE = "services.yaml";
    private static final int FORMAT = 1;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * A service in one mode; what is null is not there.
     *
     * @param source where its maker documents this
     */
    record Entry(
            String name,
            String mode,
            String source,
            List<String> hosts,
            @Nullable List<String> paths,
            @Nullable Map<String, String> query,
            @Nullable Map<String, String> headers,
            @Nullable Map<String, String> cookies,
            @JsonProperty("safe_host") @Nullable Target safeHost) {}

    record Target(
            List<String> names, String target, @Nullable List<String> addresses) {}

    static List<Service> standard() {
        try (InputStream in = ServicesFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return YAML.readValue(in, ServicesFile.class).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Service> read() {
        if (format != FORMAT) {
            throw new IllegalStateException("format: " + format + " (expected: " + FORMAT + ")");
        }
        return services.stream().map(this::service).toList();
    }

    private Service service(Entry entry) {
        return new Service(
                entry.name,
                mode(entry.mode),
                names(entry.hosts).stream().map(ServicesFile::pattern).toList(),
                entry.paths == null ? List.of() : entry.paths,
                orNone(entry.query),
                orNone(entry.headers),
                orNone(entry.cookies),
                entry.safeHost == null ? null : safeHost(entry.safeHost));
    }

    private static ServiceMode mode(String id) {
        for (ServiceMode mode : ServiceMode.values()) {
            if (mode.id().equals(id)) {
                return mode;
            }
        }
        throw new IllegalStateException("mode: " + id);
    }

    private SafeHost safeHost(Target safe) {
        return new SafeHost(names(safe.names), safe.target, safe.addresses == null ? List.of() : safe.addresses);
    }

    private List<String> names(List<String> patterns) {
        List<String> names = new ArrayList<>();
        for (String pattern : patterns) {
            int brace = pattern.indexOf('{');
            if (brace < 0) {
                names.add(pattern);
            } else {
                String ends = countries.get(pattern.substring(brace + 1, pattern.length() - 1));
                for (String end : Objects.requireNonNull(ends, pattern).split(" ")) {
                    names.add(pattern.substring(0, brace) + end);
                }
            }
        }
        return names;
    }

    private static HostPattern pattern(String text) {
        try {
            return HostPattern.parse(text);
        } catch (HostSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}

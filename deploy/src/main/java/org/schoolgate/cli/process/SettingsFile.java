package org.schoolgate.cli.process;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.policy.NearestName;
import org.schoolgate.rules.policy.Network;

/**
 * Reads {@code schoolgate.yaml}: one flat map, whose keys are the names of the options with underscores. Every mistake in it is reported at once,
 * with line and column.
 */
final class SettingsFile {
    static final String NAME = "schoolgate.yaml";

    private static final int MAX_SECONDS = 3_600;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> KEYS = List.of(
            "proxy_host",
            "proxy_port",
            "listen",
            "gateway_ops_port",
            "admin_host",
            "admin_port",
            "admin_ops_port",
            "admin_name",
            "suffix_list",
            "database",
            "database_credentials",
            "people_import",
            "allow_origin",
            "hosts_file",
            "dns_server",
            "parent_proxy",
            "parent_credentials",
            "origin_connect_timeout",
            "origin_answer_timeout",
            "origin_body_timeout",
            "origin_idle_timeout",
            "max_connections",
            "max_connections_per_client",
            "max_memory_percent",
            "max_request_rate",
            "min_upload_rate",
            "min_download_rate",
            "access_log_days",
            "access_log_gib",
            "syslog_server",
            "syslog_authority");

    private final Path file;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, JsonLocation> places = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /** The settings of {@code named}, or of the file in {@code data} when that exists, else {@code defaults}. */
    static Settings read(@Nullable Path named, Path data, Settings defaults) throws RefusedException, IOException {
        Path file = named == null ? data.resolve(NAME) : named;
        if (named == null && Files.notExists(file)) {
            return defaults;
        }
        return parse(file, Files.readAllBytes(file), defaults);
    }

    /** The settings of what a file has, or had. */
    static Settings parse(Path file, byte[] content, Settings defaults) throws RefusedException, IOException {
        SettingsFile reading = new SettingsFile(file);
        reading.parse(content);
        Settings settings = reading.over(defaults);
        if (!reading.errors.isEmpty()) {
            throw new RefusedException(String.join(System.lineSeparator(), reading.errors));
        }
        return settings;
    }

    private void parse(byte[] content) throws IOException {
        try (JsonParser parser = YAML.createParser(content)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return;
            }
            if (first != JsonToken.START_OBJECT) {
                error(parser.currentTokenLocation(), "expected KEY: VALUE lines");
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                places.put(key, parser.currentTokenLocation());
                parser.nextToken();
                values.put(key, YAML.readTree(parser));
            }
        } catch (JsonProcessingException e) {
            error(e.getLocation(), e.getOriginalMessage());
        }
    }

    private Settings over(Settings defaults) {
        values.keySet().stream().filter(key -> !KEYS.contains(key)).forEach(this::unknown);
        return new Settings(gateway(defaults.gateway()), admin(defaults.admin()));
    }

    private GatewaySettings gateway(GatewaySettings defaults) {
        String hostsFile = text("hosts_file", "");
        String parentProxy = text("parent_proxy", "");
        String parentCredentials = text("parent_credentials", "");
        return new GatewaySettings(
                text("proxy_host", defaults.host()),
                port("proxy_port", defaults.port()),
                texts("listen", ListenOption::parse),
                port("gateway_ops_port", defaults.opsPort()),
                texts("allow_origin", Network::parse),
                hostsFile.isEmpty() ? null : Path.of(hostsFile),
                texts("dns_server", NameServer::parse),
                parentProxy.isEmpty() ? null : parentProxy,
                parentCredentials.isEmpty() ? null : Path.of(parentCredentials),
                seconds("origin_connect_timeout", defaults.connectTimeout()),
                seconds("origin_answer_timeout", defaults.answerTimeout()),
                seconds("origin_body_timeout", defaults.bodyTimeout()),
                seconds("origin_idle_timeout", defaults.idleTimeout()),
                limits(defaults.limits()),
                log(defaults.log()));
    }

    private LimitSettings limits(LimitSettings defaults) {
        return new LimitSettings(
                positive("max_connections", defaults.connections()),
                positive("max_connections_per_client", defaults.connectionsPerClient()),
                percent("max_memory_percent", defaults.memoryPercent()),
                requestRate("max_request_rate", defaults.requestRate()),
                rate("min_upload_rate", defaults.minUploadRate()),
                rate("min_download_rate", defaults.minDownloadRate()));
    }

    private LogSettings log(LogSettings defaults) {
        String server = text("syslog_server", "");
        String authority = text("syslog_authority", "");
        return new LogSettings(
                positive("access_log_days", defaults.days()),
                positive("access_log_gib", defaults.gibibytes()),
                server.isEmpty() ? null : server,
                authority.isEmpty() ? null : Path.of(authority));
    }

    private AdminSettings admin(AdminSettings defaults) {
        String database = text("database", "");
        String credentials = text("database_credentials", "");
        String peopleImport = text("people_import", "");
        return new AdminSettings(
                text("admin_host", defaults.host()),
                port("admin_port", defaults.port()),
                port("admin_ops_port", defaults.opsPort()),
                texts("admin_name"),
                Path.of(text("suffix_list", defaults.suffixList().toString())),
                database.isEmpty() ? null : database,
                credentials.isEmpty() ? null : Path.of(credentials),
                peopleImport.isEmpty() ? null : Path.of(peopleImport));
    }

    private String text(String key, String otherwise) {
        return value(key, otherwise, "a text", node -> node.isTextual() ? node.textValue() : null);
    }

    private int port(String key, int otherwise) {
        return value(
                key,
                otherwise,
                "0 to 65535",
                node -> node.isInt() && node.intValue() >= 0 && node.intValue() <= 65_535 ? node.intValue() : null);
    }

    private int percent(String key, int otherwise) {
        return value(
                key,
                otherwise,
                "1 to 100",
                node -> node.isInt() && node.intValue() > 0 && node.intValue() <= 100 ? node.intValue() : null);
    }

    private int requestRate(String key, int otherwise) {
        return count(key, otherwise, "requests a second, 0 for no limit");
    }

    private int rate(String key, int otherwise) {
        return count(key, otherwise, "bytes a second, 0 for no minimum");
    }

    private int count(String key, int otherwise, String expected) {
        return value(key, otherwise, expected, node -> node.isInt() && node.intValue() >= 0 ? node.intValue() : null);
    }

    private int seconds(String key, int otherwise) {
        return value(
                key,
                otherwise,
                "seconds, 1 to " + MAX_SECONDS,
                node -> node.isInt() && node.intValue() > 0 && node.intValue() <= MAX_SECONDS ? node.intValue() : null);
    }

    private int positive(String key, int otherwise) {
        return value(key, otherwise, "1 or more", node -> node.isInt() && node.intValue() > 0 ? node.intValue() : null);
    }

    /** @param check throws an IllegalArgumentException for a text that has no meaning */
    private List<String> texts(String key, Consumer<String> check) {
        List<String> texts = texts(key);
        for (String text : texts) {
            try {
                check.accept(text);
            } catch (IllegalArgumentException e) {
                error(places.get(key), String.valueOf(e.getMessage()));
            }
        }
        return texts;
    }

    private List<String> texts(String key) {
        return value(key, List.of(), "a list of texts", SettingsFile::textsOf);
    }

    private static @Nullable List<String> textsOf(JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                return null;
            }
            texts.add(element.textValue());
        }
        return node.isArray() ? texts : null;
    }

    private <T> T value(String key, T otherwise, String expected, Function<JsonNode, @Nullable T> read) {
        JsonNode node = values.get(key);
        if (node == null) {
            return otherwise;
        }
        T value = read.apply(node);
        if (value == null) {
            error(places.get(key), key + ": " + node + " (expected: " + expected + ")");
            return otherwise;
        }
        return value;
    }

    private void unknown(String key) {
        String nearest = NearestName.of(key, KEYS);
        String hint = nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
        error(
                places.get(key),
                "unknown key: \"" + key + "\" (expected: one of " + String.join(", ", KEYS) + ")" + hint);
    }

    private void error(@Nullable JsonLocation place, String message) {
        String where = place == null ? "" : place.getLineNr() + ":" + place.getColumnNr() + ": ";
        errors.add(file + ":" + where + message);
    }
}

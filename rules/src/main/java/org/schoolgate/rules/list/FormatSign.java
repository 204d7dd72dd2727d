package org.schoolgate.rules.list;

import java.util.regex.Pattern;

/** By what the lines of a format are known; those that are harder to mistake stand first. */
enum FormatSign {
    JSONL(ListFormat.JSONL, "are JSON objects", "\\{.*}"),
    URLHAUS(ListFormat.URLHAUS, "have the fields of URLhaus", "\"\\d+\",\"[^\"]*\",\".*"),
    BIND(ListFormat.BIND, "begin with zone", "zone\\s.*\\{.*"),
    UNBOUND(ListFormat.UNBOUND, "begin with local-zone: or local-data:", "(?:local-(?:zone|data):.*|server:)"),
    DNSMASQ(ListFormat.DNSMASQ, "begin with address=/, local=/ or server=/", "(?:--)?(?:address|local|server)=/.*"),
    RPZ(
            ListFormat.RPZ,
            "are records of a zone",
            "\\$(?:TTL|ORIGIN)\\b.*|(?:\\S+\\s+)?(?:[0-9]+[smhdw]?\\s+)?(?:IN\\s+)?(?:SOA|NS|CNAME|A|AAAA|TXT)\\s+\\S.*"),
    HOSTS(
            ListFormat.HOSTS,
            "begin with an address and go on with a name",
            "(?:[0-9.]{7,15}|[0-9a-fA-F:]*:[0-9a-fA-F:.%lo]*)\\s+[^#;\\s].*"),
    WILDCARD(ListFormat.WILDCARD, "begin with *.", "\\*\\.[^/|^$]*"),
    SQUID(ListFormat.SQUID, "begin with a dot", "\\.[\\w-][\\w.-]*(?:\\s+#.*)?"),
    ADBLOCK(
            ListFormat.ADBLOCK,
            "have signs of an ad blocker's rules: ||, @@, ##, ^, $",
            "(?:\\|\\|?|@@|[-_&?=/.,:;+~*]).*|.*(?:#[@?%$]{0,3}#|\\$@?\\$|[$^*]).*"),
    CIDR(
            ListFormat.CIDR,
            "are addresses, prefixes or ranges",
            "[0-9a-fA-F.:]{3,}[0-9a-fA-F:](?:/[0-9]+|\\s*-\\s*[0-9a-fA-F.:]+)?(?:\\s*[#;].*)?"),
    DOMAINS(ListFormat.DOMAINS, "are names", "(?:\\*?\\.)?[\\w-][\\w.-]*(?:\\s+#.*)?"),
    URLS(ListFormat.URLS, "are hosts or URLs", "(?:https?://|\\|\\|)?[\\w.:-]*\\w(?::\\d+)?(?:[/?].*)?");

    private final ListFormat format;
    private final String description;
    private final Pattern pattern;

    FormatSign(ListFormat format, String description, String pattern) {
        this.format = format;
        this.description = description;
        this.pattern = Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
    }

    ListFormat format() {
        return format;
    }

    /** Goes on after a number of lines. */
    String description() {
        return description;
    }

    boolean isOn(String line) {
        return pattern.matcher(line).matches();
    }
}

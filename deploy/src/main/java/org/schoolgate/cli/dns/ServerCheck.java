package org.schoolgate.cli.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a name server answers by the rules, name by name; and whether it lets devices know of ways past the proxy. */
final class ServerCheck {
    /** A name that has had such a record since its kind was made; its owner is a large network that offers HTTP/3 and ECH. */
    private static final String WITH_HTTPS_RECORD = "crypto.cloudflare.com";

    /** @param text for people, with what was found */
    record Finding(String name, boolean isOk, String text) {
        Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.put("ok", isOk);
            map.put("text", text);
            return map;
        }
    }

    private final DnsClient client;

    ServerCheck(DnsClient client) {
        this.client = client;
    }

    /** @throws IOException when the server does not answer */
    List<Finding> check(DnsRules rules) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (DnsRules.Denied denied : rules.denied()) {
            Set<String> addresses = client.addresses(denied.name());
            findings.add(finding(
                    denied.name(),
                    addresses.isEmpty(),
                    addresses.isEmpty() ? "has no address" : "has " + addresses + " (expected: none)"));
        }
        for (Alias alias : rules.aliases()) {
            findings.add(check(alias));
        }
        findings.add(checkServiceRecords());
        return findings;
    }

    /** By addresses, because a server may follow the alias without saying so. */
    private Finding check(Alias alias) throws IOException {
        Set<String> addresses = client.addresses(alias.name());
        Set<String> wanted = client.addresses(alias.target());
        boolean isOk = !addresses.isEmpty()
                && (wanted.containsAll(addresses) || alias.addresses().containsAll(addresses));
        String found = "is " + (isOk ? alias.target() : addresses + " (expected: those of " + alias.target() + ")");
        return finding(alias.name(), isOk, found);
    }

    private Finding checkServiceRecords() throws IOException {
        boolean isOk = client.ask(WITH_HTTPS_RECORD, DnsClient.HTTPS).isEmpty();
        return finding(
                "HTTPS records",
                isOk,
                isOk
                        ? "are taken out of answers"
                        : "pass, and tell of HTTP/3 and encrypted server names (expected: none for " + WITH_HTTPS_RECORD
                                + "; reject UDP port 443 where the server cannot leave them out)");
    }

    private static Finding finding(String name, boolean isOk, String what) {
        return new Finding(name, isOk, name + " " + what);
    }
}

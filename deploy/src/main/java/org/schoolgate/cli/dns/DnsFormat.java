package org.schoolgate.cli.dns;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Predicate;

/** The languages of name servers, each with what it cannot say printed as a comment. */
enum DnsFormat {
    /** A response policy zone, for BIND, Unbound, PowerDNS Recursor and Knot Resolver. */
    RPZ("; ") {
        @Override
        void rules(DnsRules rules, PrintWriter out) {
            out.println("$TTL 300");
            out.println("@ IN SOA localhost. root.localhost. 1 3600 600 86400 300");
            out.println("@ IN NS localhost.");
            rules.denied().forEach(denied -> {
                comment(out, denied.why());
                out.println(denied.name() + " CNAME .");
                out.println("*." + denied.name() + " CNAME .");
            });
            rules.aliases().forEach(alias -> out.println(alias.name() + " CNAME " + alias.target() + "."));
        }
    },
    UNBOUND("# ") {
        @Override
        void rules(DnsRules rules, PrintWriter out) {
            out.println("server:");
            rules.denied().forEach(denied -> {
                comment(out, denied.why());
                out.println("local-zone: \"" + denied.name() + ".\" always_nxdomain");
            });
            // A redirect holds for all below the name, and would send the target itself round in circles.
            Predicate<Alias> isBelow = alias -> alias.target().endsWith("." + alias.name());
            rules.aliases().stream().filter(isBelow.negate()).forEach(alias -> {
                out.println("local-zone: \"" + alias.name() + ".\" redirect");
                out.println("local-data: \"" + alias.name() + ". CNAME " + alias.target() + ".\"");
            });
            leftOut(rules, isBelow, out, "load the RPZ of --format rpz by an rpz: clause for");
        }
    },
    DNSMASQ("# ") {
        @Override
        void rules(DnsRules rules, PrintWriter out) {
            comment(out, "Takes HTTP/3 and encrypted server names (ECH) out of answers; needs dnsmasq 2.90.");
            out.println("filter-rr=HTTPS,SVCB");
            rules.denied().forEach(denied -> {
                comment(out, denied.why());
                out.println("address=/" + denied.name() + "/");
            });
            rules.aliases()
                    .forEach(alias -> alias.addresses()
                            .forEach(address -> out.println("host-record=" + alias.name() + "," + address)));
            leftOut(rules, alias -> alias.addresses().isEmpty(), out, NO_ADDRESS);
        }
    },
    /** PowerShell for the DNS server of Windows: an empty zone denies, one with an address is an alias. */
    WINDOWS("# ") {
        @Override
        void rules(DnsRules rules, PrintWriter out) {
            rules.denied().forEach(denied -> {
                comment(out, denied.why());
                zone(denied.name(), out);
            });
            rules.aliases().stream()
                    .filter(alias -> !alias.addresses().isEmpty())
                    .forEach(alias -> {
                        zone(alias.name(), out);
                        alias.addresses().forEach(address -> out.println(record(alias.name(), address)));
                    });
            leftOut(rules, alias -> alias.addresses().isEmpty(), out, NO_ADDRESS);
        }

        private void zone(String name, PrintWriter out) {
            out.println("Add-DnsServerPrimaryZone -Name '" + name + "' -ZoneFile '" + name + ".dns'");
        }

        private String record(String name, String address) {
            String type = address.contains(":") ? "AAAA -IPv6Address" : "A -IPv4Address";
            return "Add-DnsServerResourceRecord -ZoneName '" + name + "' -Name '@' -" + type + " '" + address + "'";
        }
    };

    private static final String NO_ADDRESS = "not said here, for their addresses change:";

    private final String comment;

    DnsFormat(String comment) {
        this.comment = comment;
    }

    final void print(DnsRules rules, PrintWriter out) {
        comment(
                out,
                "Printed by schoolgate dns-rules --format " + this
                        + ". Clients must have no other name server: reject");
        comment(out, "port 53 and 853 to others, and UDP port 443, at the firewall.");
        rules(rules, out);
    }

    abstract void rules(DnsRules rules, PrintWriter out);

    final void comment(PrintWriter out, String text) {
        out.println(comment + text);
    }

    final void leftOut(DnsRules rules, Predicate<Alias> isLeftOut, PrintWriter out, String why) {
        rules.aliases().stream()
                .filter(isLeftOut)
                .forEach(alias -> comment(out, why + " " + alias.name() + " as " + alias.target()));
    }

    /** As written on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

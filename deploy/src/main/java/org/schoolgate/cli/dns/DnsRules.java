package org.schoolgate.cli.dns;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.ServiceMode;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.YoutubeLevel;
import org.schoolgate.rules.rewrite.SafeHost;
import org.schoolgate.rules.rewrite.Services;

/**
 * What the school's name servers should answer.
 *
 * @param denied names that, with all below them, do not exist here
 * @param aliases names that are to be taken for others
 */
record DnsRules(List<Denied> denied, List<Alias> aliases) {
    private static final Category DOH = new Category("doh");
    private static final Category VPN = new Category("vpn");

    record Denied(String name, String why) {}

    DnsRules {
        denied = List.copyOf(denied);
        aliases = List.copyOf(aliases);
    }

    /** With the resolvers and relays that the site sets know, and safe search. */
    static DnsRules of(SiteSets sites, YoutubeLevel youtube) {
        List<Denied> denied = new ArrayList<>();
        denied.add(new Denied(Canary.NAME, "browsers ask by it whether to resolve names elsewhere"));
        sites.facts(VPN).forEach(host -> denied.add(new Denied(host.text(), "a relay past this network")));
        sites.facts(DOH).forEach(host -> denied.add(new Denied(host.text(), "resolves names elsewhere")));
        return new DnsRules(denied, aliases(youtube));
    }

    private static List<Alias> aliases(YoutubeLevel youtube) {
        Set<ServiceMode> modes = EnumSet.of(ServiceMode.SAFE_SEARCH);
        ServiceMode ofYoutube = youtube.mode();
        if (ofYoutube != null) {
            modes.add(ofYoutube);
        }
        List<Alias> aliases = new ArrayList<>();
        for (SafeHost safe : Services.standard().safeHosts(modes)) {
            safe.names().forEach(name -> aliases.add(new Alias(name, safe.target(), safe.addresses())));
        }
        return aliases;
    }
}

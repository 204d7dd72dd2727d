package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.YamlNode.Scalar;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/** Reads the redirects of a policy. No host leads to another that leads on: a browser would go round in circles. */
final class RedirectsReader {
    private static final String EXPECTED = "a site such as https://example.org, without a path";

    private final Findings findings;
    private final Terms terms;

    RedirectsReader(Findings findings, Terms terms) {
        this.findings = findings;
        this.terms = terms;
    }

    List<Redirect> redirects(Fields policy) {
        List<Redirect> redirects = policy.list("redirects", this::redirect);
        YamlNode node = policy.at("redirects");
        for (Redirect redirect : redirects) {
            boolean leadsOn = redirects.stream()
                    .anyMatch(other -> other.from().covers(redirect.to().host()));
            if (node != null && leadsOn) {
                findings.add(node, "redirect to " + redirect.to(), "a site that no redirect leads away from");
            }
        }
        return redirects;
    }

    private @Nullable Redirect redirect(YamlNode node) {
        Fields fields = new Fields(findings, node, "redirect", "from", "to", "note");
        HostPattern from = fields.required("from", terms::host);
        WebUrl to = fields.required("to", this::site);
        String note = fields.optional("note", terms::text);
        return from == null || to == null ? null : new Redirect(from, to, note == null ? "" : note);
    }

    private @Nullable WebUrl site(YamlNode node) {
        try {
            WebUrl site = node instanceof Scalar scalar ? WebUrl.parse(scalar.text()) : null;
            if (site != null && site.target().equals("/")) {
                return site;
            }
        } catch (UrlSyntaxException e) {
            // reported below
        }
        findings.add(node, "site", EXPECTED);
        return null;
    }
}

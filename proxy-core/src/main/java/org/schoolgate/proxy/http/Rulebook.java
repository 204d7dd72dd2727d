package org.schoolgate.proxy.http;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Identification;
import org.schoolgate.proxy.identity.Identity;
import org.schoolgate.proxy.identity.Neighbours;
import org.schoolgate.proxy.origin.AddressRule;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.file.FileFacts;
import org.schoolgate.rules.locked.LockedList;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.FileTerms;
import org.schoolgate.rules.policy.InsideTargets;
import org.schoolgate.rules.policy.Judge.Judged;
import org.schoolgate.rules.policy.Network;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.ServiceModes;
import org.schoolgate.rules.policy.TunnelProtocol;
import org.schoolgate.rules.rewrite.Rewriting;
import org.schoolgate.rules.url.ShownPages;
import org.schoolgate.rules.url.WebUrl;

/** One bundle as exchanges use it; an exchange keeps to the one it began with. Immutable. */
public final class Rulebook {
    private final Bundle bundle;
    private final List<Network> allowOrigins;
    private final InsideTargets inside;
    private final Predicate<byte[]> isOwnAddress;
    private final InstantSource clock;
    private final Identification identification;
    private final boolean canSignIn;

    Rulebook(
            Bundle bundle,
            List<Network> allowOrigins,
            Predicate<byte[]> isOwnAddress,
            InstantSource clock,
            Neighbours neighbours) {
        this.bundle = bundle;
        this.allowOrigins = allowOrigins;
        this.isOwnAddress = isOwnAddress;
        this.inside = bundle.policy().inside().with(allowOrigins);
        this.clock = clock;
        this.identification = new Identification(bundle.policy(), bundle.people(), neighbours);
        this.canSignIn = bundle.people().canSignIn();
    }

    boolean isOf(Bundle other, List<Network> otherOrigins) {
        return bundle == other && allowOrigins == otherOrigins;
    }

    public Policy policy() {
        return bundle.policy();
    }

    /** Who clients are. */
    Identification identification() {
        return identification;
    }

    /** Whether there is anyone whose password could be right. */
    boolean canSignIn() {
        return canSignIn;
    }

    /** @param path with its query; null where it is not seen */
    public Judgement judge(Identity identity, Target target, Scheme scheme, @Nullable String path) {
        Host host = target.host();
        Request request = request(identity, target, scheme, path);
        Judged judged = bundle.judge(request, clock.instant());
        return new Judgement(host, identity, judged.verdict(), judged.decision(), judged.isHelp());
    }

    private static Request request(Identity identity, Target target, Scheme scheme, @Nullable String path) {
        return new Request(identity.principal(), identity.zone(), target.host(), target.port(), scheme, path);
    }

    /** What an allowed request sends and fetches is to be held against; null where the role may anything. */
    @Nullable
    ContentCheck contentCheck(RequestHead head, Judgement allowed) {
        FileTerms terms = policy().files(allowed.identity().principal().role());
        return terms.looksAtDownloads() || terms.looksAtUploads() ? new ContentCheck(this, head, allowed, terms) : null;
    }

    /** By what an allowed request fetches; null where nothing changes. */
    @Nullable
    Judgement judgeDownload(Judgement allowed, RequestHead head, FileFacts file) {
        Request request = request(allowed.identity(), head.target(), Scheme.HTTP, head.path());
        Decision decision = policy().decideDownload(
                        request, allowed.verdict(), allowed.decision(), file, bundle.live(), clock.instant());
        return decision == null ? null : allowed.with(decision);
    }

    /** By what it sends, as far as is known. */
    @Nullable
    Judgement judgeUpload(Judgement allowed, RequestHead head, long bytes) {
        Request request = request(allowed.identity(), head.target(), Scheme.HTTP, head.path());
        Decision decision = policy().decideUpload(
                        request, allowed.verdict(), allowed.decision(), bytes, bundle.live(), clock.instant());
        return decision == null ? null : allowed.with(decision);
    }

    /** What has to become of a request before it goes on; null for nothing. */
    @Nullable
    Rewriting rewriting(Identity identity, RequestHead head) {
        ServiceModes modes = policy().services(identity.principal().role());
        return bundle.services().rewriting(head.target().host(), head.path(), modes);
    }

    /**
     * Whether a locked list has it or a page that it would show, or may have it: what cannot be read may be any address in
     * disguise.
     *
     * @param claimed host as sent, which need be none; a port may follow it
     */
    boolean isLocked(String claimed, String path) {
        return bundle.locked().match(() -> false, list -> mayHave(list, claimed, path), why -> true);
    }

    private static boolean mayHave(LockedList list, String claimed, String path) {
        try {
            Host host =
                    RequestTarget.authority(claimed, RequestTarget.HTTP_PORT).host();
            ShownPages pages = ShownPages.in(host, path);
            return list.find(host, path) != null
                    || pages.areTooMany()
                    || pages.found().stream().anyMatch(shown -> isIn(list, shown.page()));
        } catch (MalformedMessageException e) {
            return true;
        }
    }

    private static boolean isIn(LockedList list, WebUrl page) {
        return list.find(page.host(), page.target()) != null;
    }

    /** Which addresses requests may go to; to one of this machine's own, though it be public, only if it is listed. */
    AddressRule addresses() {
        return this::permits;
    }

    private boolean permits(Host host, byte[] address, int port) {
        return isOwnAddress.test(address) ? inside.covers(host, address, port) : inside.permits(host, address, port);
    }

    /** Which addresses a tunnel may go to: on a port that is not open to tunnels, only what the policy lists as inside. */
    public AddressRule tunnelAddresses() {
        return (host, address, port) ->
                mayTunnel(new Target(host, port)) ? permits(host, address, port) : inside.covers(host, address, port);
    }

    /** Whether the port is open to tunnels to that host, wherever on the internet it is. */
    public boolean mayTunnel(Target target) {
        return policy().tunnelProtocol(target.host(), target.port()) != null;
    }

    /** What may go through a tunnel to the target, if it may be opened at all. */
    public TunnelProtocol tunnelProtocol(Target target) {
        TunnelProtocol protocol = policy().tunnelProtocol(target.host(), target.port());
        return protocol == null ? TunnelProtocol.TLS : protocol;
    }

    /** As {@link #mayTunnel}, for an address; on any port if the policy lists it as inside. */
    boolean mayTunnelTo(Target address) {
        return mayTunnel(address)
                || inside.covers(address.host(), address.host().addressBytes(), address.port());
    }
}

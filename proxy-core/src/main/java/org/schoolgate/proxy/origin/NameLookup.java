package org.schoolgate.proxy.origin;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.origin.DialException.Outcome;
import org.schoolgate.proxy.origin.Resolver.Family;

/**
 * One look-up of a name, in all address families at the same time (RFC 8305, section 3): when one has answered, the other has
 * a moment more. When name servers fail, what they said last serves, not more than five minutes stale (RFC 8767). Confined to
 * its event loop.
 */
final class NameLookup {
    private static final long RESOLUTION_DELAY_MILLIS = 50;
    /** After which what is stale serves; RFC 8767, section 5, calls it the client response timer. */
    private static final long STALE_MILLIS = 1_800;

    private final EventLoop loop;
    private final String name;
    private final List<Family> families;
    private final Promise<List<InetAddress>> result;
    /** By family. */
    private final List<List<InetAddress>> found = new ArrayList<>();

    private int pending;
    private NameFailure failure = NameFailure.NONE;
    private @Nullable Future<?> timer;

    /** @param families the one to try first, first */
    NameLookup(EventLoop loop, String name, List<Family> families) {
        this.loop = loop;
        this.name = name;
        this.families = families;
        this.result = loop.newPromise();
    }

    Future<List<InetAddress>> start(long timeoutMillis) {
        List<InetAddress> known = lastKnown();
        if (isResting() && !known.isEmpty()) {
            return result.setSuccess(known);
        }
        long wait = known.isEmpty() ? timeoutMillis : Math.min(timeoutMillis, STALE_MILLIS);
        timer = loop.schedule(this::timedOut, wait, TimeUnit.MILLISECONDS);
        pending = families.size();
        families.forEach(family -> found.add(List.of()));
        for (int i = 0; i < families.size(); i++) {
            ask(i);
        }
        return result;
    }

    private void ask(int index) {
        Future<List<InetAddress>> query = families.get(index).dns().resolveAll(name);
        query.addListener((Future<List<InetAddress>> done) -> {
            pending--;
            if (done.isSuccess()) {
                found.set(index, done.getNow());
            } else {
                failed(NameFailure.of(done.cause()));
            }
            answered();
        });
    }

    private void failed(NameFailure why) {
        failure = why.compareTo(failure) > 0 ? why : failure;
    }

    private void answered() {
        if (pending == 0) {
            finish();
        } else if (!inTurn(found).isEmpty()) {
            loop.schedule(this::finish, RESOLUTION_DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void timedOut() {
        failed(NameFailure.TIMEOUT);
        finish();
    }

    private void finish() {
        if (result.isDone()) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        List<InetAddress> addresses = inTurn(found);
        if (addresses.isEmpty() && failure != NameFailure.NONE) {
            families.forEach(family -> family.cache().failed(name));
            addresses = lastKnown();
        }
        if (addresses.isEmpty()) {
            result.setFailure(
                    new DialException(failure == NameFailure.TIMEOUT ? Outcome.NAME_TIMEOUT : Outcome.NAME_NOT_FOUND));
        } else {
            result.setSuccess(addresses);
        }
    }

    private List<InetAddress> lastKnown() {
        return inTurn(
                families.stream().map(family -> family.cache().lastKnown(name)).toList());
    }

    private boolean isResting() {
        return families.stream().anyMatch(family -> family.cache().isResting(name));
    }

    /** The first of each family, then the second of each (RFC 8305, section 4). */
    private static List<InetAddress> inTurn(List<List<InetAddress>> byFamily) {
        int longest = byFamily.stream().mapToInt(List::size).max().orElse(0);
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            for (List<InetAddress> family : byFamily) {
                if (i < family.size()) {
                    addresses.add(family.get(i));
                }
            }
        }
        return addresses;
    }
}

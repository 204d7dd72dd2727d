package org.schoolgate.proxy.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.control.Backoff;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestVerifier;
import org.schoolgate.rules.disk.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest bundle of the admin server in force. Begins with the newest good one on this gateway's disk, so that it
 * serves whether or not there is an admin server; then one thread waits for newer ones. A bundle is taken whole and verified,
 * or not at all: whatever goes wrong, the one in force stays.
 */
public final class BundleFollower implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(BundleFollower.class);
    private static final String CHECK = "admin server";
    /** The server itself waits before it says so; one that does not must not make this spin. */
    private static final Duration AFTER_NOTHING_NEW = Duration.ofMillis(50);

    private final BundleStore store;
    private final BundleFetcher fetcher;
    private final AdminClient admin;
    private final ManifestVerifier verifier;
    private final CurrentBundle current;
    private final Succession succession;
    private final Health health;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "bundle-follower");

    private BundleFollower(
            Disk disk,
            Path folder,
            AdminClient admin,
            ManifestVerifier verifier,
            CurrentBundle current,
            Health health,
            ArmedNote armed) {
        this.store = new BundleStore(disk, folder);
        this.fetcher = new BundleFetcher(disk, store, admin, verifier);
        this.admin = admin;
        this.verifier = verifier;
        this.current = current;
        this.succession = new Succession(current, health, armed);
        this.health = health;
    }

    /**
     * Puts the newest good bundle of the folder in force, if there is one, and begins to ask for newer ones.
     *
     * @param own the gateway's folder: it has the bundles in {@code bundles}, which is made when it is not there, and the note
     *     that the locked slot was armed
     * @throws IOException when the folder cannot be made or read
     */
    public static BundleFollower start(
            Disk disk, Path own, AdminClient admin, ManifestVerifier verifier, CurrentBundle current, Health health)
            throws IOException {
        Path folder = own.resolve("bundles");
        disk.makeFolder(folder);
        ArmedNote armed = ArmedNote.in(own, disk);
        BundleFollower follower = new BundleFollower(disk, folder, admin, verifier, current, health, armed);
        follower.serveNewestStored();
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    /** The newest that is whole; without any, the newest that lacks its locked list alone, which is closed but for the help set. */
    private void serveNewestStored() throws IOException {
        Deque<Runnable> refusals = new ArrayDeque<>();
        Deque<Bundle> closed = new ArrayDeque<>();
        List<Generation> stored = store.stored();
        stored.forEach(this::seeStored);
        for (Generation generation : stored) {
            try {
                serveStored(open(generation), closed);
                break;
            } catch (IOException | RuntimeException e) {
                refusals.push(() -> succession.refuse(generation, e));
            }
        }
        refusals.forEach(Runnable::run); // the newest last, which is the one that health names
        if (current.get() == null && !closed.isEmpty()) {
            succession.serve(closed.getFirst());
        }
    }

    /** Its signature was verified before it was kept; a manifest counts even if that is damaged since. */
    private void seeStored(Generation generation) {
        try {
            succession.saw(store.manifest(generation));
        } catch (IOException | RuntimeException e) {
            log.warn("Bundle: {} has no manifest that can be read: {}", generation, e.getMessage());
        }
    }

    private void serveStored(Bundle bundle, Deque<Bundle> closed) throws IOException {
        if (bundle.isLockedListDamaged()) {
            closed.add(bundle);
        }
        bundle.requireLockedList();
        succession.serve(bundle);
    }

    private Bundle open(Generation generation) throws IOException {
        Bundle bundle = Bundle.openAtStart(store.folderOf(generation), verifier);
        Generation position = bundle.manifest().position();
        if (!position.equals(generation)) {
            // An old bundle under a new name would keep newer ones away.
            throw new IOException("its manifest is that of " + position);
        }
        return bundle;
    }

    private void run() {
        while (closing.getCount() > 0) {
            pause(followOnce());
        }
    }

    /** How long to wait before the next question. */
    private Duration followOnce() {
        Generation serving = succession.wantedAfter();
        try {
            Optional<AdminClient.Offer> offer = admin.newerBundle(serving.epoch(), serving.generation());
            health.ok(CHECK, "reached");
            if (offer.isPresent() && !take(offer.get(), serving)) {
                return backoff.next();
            }
            backoff.reset();
            return offer.isPresent() ? Duration.ZERO : AFTER_NOTHING_NEW;
        } catch (IOException | RuntimeException e) {
            if (closing.getCount() > 0) {
                health.warn(CHECK, "not reached: " + e.getMessage());
            }
            return backoff.next();
        } finally {
            succession.settle();
        }
    }

    private boolean take(AdminClient.Offer offer, Generation serving) {
        Generation offered = new Generation(0, 0);
        try {
            verifier.verify(offer.manifest(), offer.signature());
            Manifest manifest = Manifest.parse(offer.manifest());
            offered = manifest.position();
            succession.saw(manifest);
            if (offered.compareTo(serving) <= 0) {
                throw new IOException("it is not newer than " + serving);
            }
            succession.serve(fetcher.fetch(offer, manifest, wholeInForce()));
            prune(offered);
            return true;
        } catch (IOException | RuntimeException e) {
            if (closing.getCount() > 0) {
                succession.refuse(offered, e);
            }
            return false;
        }
    }

    /** Whose files can be used again; null when there is none, or it is damaged. */
    private @Nullable Bundle wholeInForce() {
        Bundle bundle = current.get();
        return bundle == null || bundle.isLockedListDamaged() ? null : bundle;
    }

    private void prune(Generation serving) {
        try {
            store.prune(serving);
        } catch (IOException e) {
            log.warn("Bundle: old generations cannot be deleted: {}", e.toString());
        }
    }

    private void pause(Duration wait) {
        try {
            closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only close() interrupts, and the loop asks for it.
        }
    }

    /** Stops asking; the bundle in force stays in force. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

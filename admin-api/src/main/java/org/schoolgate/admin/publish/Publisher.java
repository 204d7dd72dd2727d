package org.schoolgate.admin.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.bundle.Generation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes: makes a change in the store together with the bundle that has it, both or neither, one after the other.
 * What {@link #publish} has answered is on disk and offered to gateways.
 */
public final class Publisher implements AutoCloseable {
    /*
     * The commit of the store's transaction is the moment of publishing:
     *
     *   1. in a transaction: make the change, write the folder EPOCH.GENERATION.part from what now holds, open it as a
     *      gateway would, note the position
     *   2. commit
     *   3. rename the folder to EPOCH.GENERATION, offer it
     *
     * What a crash leaves behind is told apart by BundleFolders. Where the answer to the commit is lost, as with the connection
     * to a database elsewhere, the next transaction tells whether there was a commit: it waits for the end of the one before.
     */
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final int CLOSE_SECONDS = 5;

    /** Each restored backup takes one; a position further ahead than this was never ours. */
    private static final int MAX_EPOCHS_AHEAD = 1000;

    private final PublishStore store;
    private final BundleFolders folders;
    private final BundleComposer composer;
    private final InstantSource clock;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "admin-publisher"));
    private final UntilAnswered untilAnswered;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    /** What a transaction made of which it is not known yet whether it was committed. Of the publisher's thread alone. */
    private @Nullable Publication unanswered;

    private volatile @Nullable Publication current;
    private volatile boolean failed;
    private volatile boolean ending;

    /** @param isOutage whether the store has failed because it does not answer now, and the same may succeed later */
    public Publisher(
            PublishStore store,
            BundleFolders folders,
            BundleComposer composer,
            InstantSource clock,
            Predicate<Throwable> isOutage) {
        this.store = store;
        this.folders = folders;
        this.composer = composer;
        this.clock = clock;
        // A full disk may have room again, and what is committed has to come to the gateways.
        Predicate<Throwable> mayEnd = failure -> isOutage.test(failure) || failure instanceof UncheckedIOException;
        this.untilAnswered = new UntilAnswered(this::settleUnanswered, mayEnd, this::later);
    }

    /**
     * Takes up what was published last, before anything else is published; with the site sets of another release of
     * this product, or without a locked list that is there again, it is published anew.
     *
     * @return false when there is none, or none that is whole: then publish with an index
     */
    public boolean resume() throws IOException {
        Optional<Publication> newest = folders.recover(store.position()).flatMap(composer::open);
        current = newest.orElse(null);
        if (newest.isPresent() && !composer.isUpToDate(newest.get(), store)) {
            publish(store::policy).join();
        }
        return newest.isPresent();
    }

    /** Publishes a change of anything but the lists. */
    public <T> CompletableFuture<Published<T>> publish(Supplier<T> change) {
        return publish(null, change);
    }

    /**
     * Publishes a change that comes with another index.
     *
     * @param index the compiled file, on the file system of the bundles; it may be deleted afterwards
     */
    public <T> CompletableFuture<Published<T>> publishWith(Path index, Supplier<T> change) {
        return publish(index, change);
    }

    private <T> CompletableFuture<Published<T>> publish(@Nullable Path index, Supplier<T> change) {
        return CompletableFuture.supplyAsync(
                () -> {
                    settleUnanswered();
                    return publishNow(folders.next(store.position()), index, change);
                },
                thread);
    }

    /**
     * Takes note of a position that a gateway has come to. One beyond ours shows that an older copy of the store and
     * its bundles was restored; the same is then published anew in a greater epoch, or the gateway would ignore us.
     *
     * @return false when the position is too far ahead to have been ours, and is ignored
     */
    public boolean noteSeen(Generation seen) {
        Generation ours = current().position();
        if (seen.epoch() - ours.epoch() > MAX_EPOCHS_AHEAD) {
            return false;
        }
        if (seen.compareTo(ours) > 0) {
            thread.execute(() -> surpass(seen));
        }
        return true;
    }

    private void surpass(Generation seen) {
        try {
            settleUnanswered();
            Generation ours = current().position();
            if (seen.compareTo(ours) <= 0) {
                return; // another gateway came first
            }
            log.warn("A gateway has {} and the store, restored from a backup, only {}: a new epoch begins", seen, ours);
            publishNow(new Generation(seen.epoch() + 1, 1), null, store::policy);
        } catch (RuntimeException e) {
            log.error("The new epoch cannot be published; it is tried again when the gateway asks again", e);
        }
    }

    private <T> Published<T> publishNow(Generation position, @Nullable Path index, Supplier<T> change) {
        try {
            T value = store.inTransaction(() -> make(position, index, change));
            return new Published<>(value, settle());
        } catch (UncheckedIOException e) {
            failed = true;
            throw e;
        } finally {
            if (unanswered != null) {
                log.warn("Whether the last change was made is not known, and asked until the store says so");
                untilAnswered.begin();
            }
        }
    }

    private <T> T make(Generation position, @Nullable Path index, Supplier<T> change) {
        T value = change.get();
        try {
            Path folder = folders.newPart(position);
            Publication publication = composer.compose(folder, position, clock.instant(), store, index, current);
            store.setPosition(position);
            unanswered = publication;
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once it is known that the transaction was committed. */
    private Publication settle() {
        Publication made = Objects.requireNonNull(unanswered, "a transaction made it");
        try {
            Publication offered = made.in(folders.settle(made.position()));
            unanswered = null;
            failed = false;
            offer(offered);
            return offered;
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException(e);
        }
    }

    private void settleUnanswered() {
        if (unanswered == null) {
            return;
        }
        Optional<Generation> committed = store.inTransaction(store::position);
        if (committed.equals(Optional.of(unanswered.position()))) {
            settle();
        } else {
            unanswered = null; // its folder is overwritten by the next one
        }
    }

    private void later(Duration pause, Runnable work) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, thread)
                .execute(work);
    }

    private void offer(Publication publication) {
        current = publication;
        log.info("Published {}", publication.position());
        waiting.forEach(one -> one.offer(publication));
        folders.prune(publication.position());
    }

    /** What gateways should be deciding by. */
    public Publication current() {
        return Objects.requireNonNull(current, "nothing is published before resume() or the first publish()");
    }

    /** Whether the last attempt failed for a reason that lies with this machine, such as a full disk. */
    public boolean hasFailed() {
        return failed;
    }

    /**
     * Completes as soon as there is a bundle newer than {@code position}; cancel it when that is not wanted any more.
     * Ends without one when the waiting ends.
     */
    public CompletableFuture<Publication> newerThan(Generation position) {
        Waiting one = new Waiting(position, new CompletableFuture<>());
        waiting.add(one);
        one.answer().whenComplete((publication, failure) -> waiting.remove(one));
        one.offer(current()); // after it was added, so that none can be published in between
        if (ending) {
            one.answer().cancel(false);
        }
        return one.answer();
    }

    /** A file of a bundle that gateways may still be fetching. */
    public Optional<Path> file(String sha256) {
        return folders.file(sha256);
    }

    /** From now on nobody waits. */
    public void endWaiting() {
        ending = true;
        waiting.forEach(one -> one.answer().cancel(false));
    }

    /** Publishes what is under way, and no more. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("Still publishing after {} s; the change is lost", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Waiting(Generation position, CompletableFuture<Publication> answer) {
        void offer(Publication publication) {
            if (publication.position().compareTo(position) > 0) {
                answer.complete(publication);
            }
        }
    }
}

package org.schoolgate.proxy.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestVerifier;
import org.schoolgate.rules.disk.Disk;

/**
 * Keeps the bundle of one folder in force, for a gateway without an admin server. The folder is looked at every second; a
 * newer bundle in it is taken when it is signed by the key that the folder had at first.
 */
public final class FolderFollower implements Closeable {
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final int MAX_KEY_BYTES = 4 * 1024;

    private final Disk disk;
    private final Path folder;
    private final CurrentBundle current;
    private final Succession succession;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "bundle-folder");
    private @Nullable ManifestVerifier verifier;
    private byte[] seen = {};

    private FolderFollower(Disk disk, Path folder, CurrentBundle current, Health health, ArmedNote armed) {
        this.disk = disk;
        this.folder = folder;
        this.current = current;
        this.succession = new Succession(current, health, armed);
    }

    /**
     * Puts the folder's bundle in force if it is good, and goes on looking.
     *
     * @param own the gateway's folder, where it notes that the locked slot was armed
     * @throws IOException when that folder cannot be read
     */
    public static FolderFollower start(Disk disk, Path folder, Path own, CurrentBundle current, Health health)
            throws IOException {
        FolderFollower follower = new FolderFollower(disk, folder, current, health, ArmedNote.in(own, disk));
        follower.look();
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    private void run() {
        try {
            while (!closing.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: the end.
        }
    }

    private void look() {
        Generation found = new Generation(0, 0);
        try {
            byte[] manifest = disk.readAll(folder.resolve(Bundle.MANIFEST), Manifest.MAX_BYTES);
            if (Arrays.equals(manifest, seen)) {
                succession.withdrawn();
                return;
            }
            found = Manifest.parse(manifest).position();
            succession.saw(Bundle.manifest(folder, verifier()));
            if (found.compareTo(succession.serving()) <= 0) {
                throw new IOException("it is not newer than " + succession.serving());
            }
            Bundle bundle = Bundle.open(folder, verifier(), current.get());
            if (current.get() != null) {
                bundle.requireLockedList();
            }
            succession.serve(bundle);
            seen = manifest;
        } catch (IOException | RuntimeException e) {
            succession.refuse(found, e);
        } finally {
            succession.settle();
        }
    }

    private ManifestVerifier verifier() throws IOException {
        ManifestVerifier pinned = verifier;
        if (pinned == null) {
            byte[] pem = disk.readAll(folder.resolve(Bundle.SIGNER), MAX_KEY_BYTES);
            pinned = ManifestVerifier.ofPem(new String(pem, US_ASCII));
            verifier = pinned;
        }
        return pinned;
    }

    /** Stops looking; the bundle in force stays in force. */
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

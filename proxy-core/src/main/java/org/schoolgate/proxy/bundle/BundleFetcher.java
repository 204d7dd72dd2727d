package org.schoolgate.proxy.bundle;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.BundleFile;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestVerifier;
import org.schoolgate.rules.disk.Appender;
import org.schoolgate.rules.disk.Disk;

/** Brings an offered bundle to this gateway's disk: only the files that the bundle in force does not have already. */
final class BundleFetcher {
    private final Disk disk;
    private final BundleStore store;
    private final AdminClient admin;
    private final ManifestVerifier verifier;

    BundleFetcher(Disk disk, BundleStore store, AdminClient admin, ManifestVerifier verifier) {
        this.disk = disk;
        this.store = store;
        this.admin = admin;
        this.verifier = verifier;
    }

    /**
     * Fetches, stores and opens it.
     *
     * @param manifest of the offer, whose signature has been verified
     * @throws IOException when any of this fails; the store is then as it was
     */
    Bundle fetch(AdminClient.Offer offer, Manifest manifest, @Nullable Bundle inForce) throws IOException {
        Path draft = store.newDraft();
        for (BundleFile file : manifest.files()) {
            if (!linkFromInForce(file, draft, inForce)) {
                download(file, draft);
            }
        }
        write(draft.resolve(Bundle.MANIFEST), offer.manifest());
        write(draft.resolve(Bundle.SIGNATURE), offer.signature());
        Generation generation = manifest.position();
        Path kept = store.keepDraft(generation);
        try {
            Bundle bundle = Bundle.open(kept, verifier, inForce);
            bundle.requireLockedList();
            return bundle;
        } catch (IOException e) {
            store.delete(generation);
            throw e;
        }
    }

    private boolean linkFromInForce(BundleFile file, Path draft, @Nullable Bundle inForce) throws IOException {
        if (inForce == null || !inForce.manifest().files().contains(file)) {
            return false;
        }
        try {
            disk.link(file.in(store.folderOf(inForce.manifest().position())), file.in(draft));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void download(BundleFile file, Path draft) throws IOException {
        try (Appender out = disk.append(file.in(draft))) {
            admin.download(file.sha256(), file.size(), out);
            out.sync();
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        try (Appender out = disk.append(file)) {
            out.write(content, 0, content.length);
            out.sync();
        }
    }
}

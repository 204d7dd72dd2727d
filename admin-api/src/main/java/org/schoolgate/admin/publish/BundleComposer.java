package org.schoolgate.admin.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.BundleFile;
import org.schoolgate.rules.bundle.BundleWriter;
import org.schoolgate.rules.bundle.BundleWriter.Contents;
import org.schoolgate.rules.bundle.BundleWriter.LockedContents;
import org.schoolgate.rules.bundle.FileRole;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestSigner;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and opens bundle folders, with the key that this installation signs them with. */
public final class BundleComposer {
    private static final Logger log = LoggerFactory.getLogger(BundleComposer.class);

    private final ManifestSigner signer;
    private final BundleWriter writer;
    private final String sites;
    private final LockedFiles lockedLists;

    private BundleComposer(ManifestSigner signer, String sites, LockedFiles lockedLists) {
        this.signer = signer;
        this.writer = new BundleWriter(Disk.ofSystem(), signer);
        this.sites = sites;
        this.lockedLists = lockedLists;
    }

    /**
     * Reads the key, or makes it at the first start.
     *
     * @param sites the shipped site sets (YAML)
     */
    public static BundleComposer open(Path keys, String sites, LockedFiles lockedLists) throws IOException {
        Path file = keys.resolve("bundle-signer.pem");
        if (Files.exists(file)) {
            return new BundleComposer(ManifestSigner.read(Disk.ofSystem(), file), sites, lockedLists);
        }
        ManifestSigner signer = ManifestSigner.generate();
        signer.write(Disk.ofSystem(), file);
        log.info("Made the key that bundles are signed with");
        return new BundleComposer(signer, sites, lockedLists);
    }

    /** The public key (PEM) by which gateways know our bundles. */
    public String signerPem() {
        return signer.verifier().pem();
    }

    /**
     * Whether the bundle has the shipped site sets as they are now, which an upgrade changes, and the locked list, which may
     * have been lost and brought back.
     */
    boolean isUpToDate(Publication publication, PublishStore store) {
        Manifest manifest = publication.bundle().manifest();
        BundleFile ours = BundleFile.of(FileRole.SITES, sites.getBytes(StandardCharsets.UTF_8));
        Optional<Path> list = store.lockedList().flatMap(lockedLists::find);
        return manifest.file(FileRole.SITES).equals(ours)
                && (list.isEmpty() || manifest.locked().isPresent());
    }

    /** The bundle in the folder, unless it is damaged. */
    Optional<Publication> open(Path folder) {
        try {
            Bundle bundle = Bundle.openAtStart(folder, signer.verifier());
            bundle.requireLockedList();
            return Optional.of(publication(bundle, folder));
        } catch (IOException e) {
            log.error("The bundle {} is damaged and is made anew: {}", folder.getFileName(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Writes a bundle of what the store now holds, and opens it as a gateway would.
     *
     * @param folder must not exist
     * @param index null for the index of {@code previous}
     */
    Publication compose(
            Path folder,
            Generation position,
            Instant createdAt,
            PublishStore store,
            @Nullable Path index,
            @Nullable Publication previous)
            throws IOException {
        String policy = store.policy().document();
        LiveFacts live = store.live(createdAt);
        LockedContents locked = locked(store, previous);
        People people = store.people();
        Contents contents = index == null
                ? withIndexOf(
                        Objects.requireNonNull(previous, "the first bundle brings an index"),
                        policy,
                        live,
                        locked,
                        people)
                : new Contents(index, null, policy, sites, live, locked, people);
        writer.write(folder, school(policy), position, createdAt, contents);
        Bundle bundle = Bundle.open(folder, signer.verifier(), previous == null ? null : previous.bundle());
        return publication(bundle, folder);
    }

    private Contents withIndexOf(
            Publication previous, String policy, LiveFacts live, @Nullable LockedContents locked, People people) {
        BundleFile index = previous.bundle().manifest().file(FileRole.INDEX);
        return new Contents(index.in(previous.folder()), index, policy, sites, live, locked, people);
    }

    /** Null as long as the slot is not armed. */
    private @Nullable LockedContents locked(PublishStore store, @Nullable Publication previous) {
        Optional<String> sha256 = store.lockedList();
        if (sha256.isEmpty()) {
            return null;
        }
        BundleFile known =
                previous == null ? null : previous.bundle().manifest().locked().orElse(null);
        if (previous != null && known != null && known.sha256().equals(sha256.get())) {
            return new LockedContents(known.in(previous.folder()), known);
        }
        Optional<Path> list = lockedLists.find(sha256.get());
        if (list.isEmpty()) {
            log.error("The locked list is lost or damaged: gateways close all but the help set until it is put back");
        }
        return new LockedContents(list.orElse(null), null);
    }

    private String school(String policy) throws IOException {
        try {
            SiteSets known = SiteSets.read(sites, "sites.yaml", Vocabulary.standard());
            return PolicyReader.read(policy, "policy.yaml", Vocabulary.standard(), known)
                    .school()
                    .name();
        } catch (InvalidPolicyException e) {
            throw new IOException("the policy cannot be used:\n" + e.getMessage(), e);
        }
    }

    private static Publication publication(Bundle bundle, Path folder) throws IOException {
        return new Publication(
                bundle,
                folder,
                Files.readAllBytes(folder.resolve(Bundle.MANIFEST)),
                Files.readAllBytes(folder.resolve(Bundle.SIGNATURE)));
    }
}

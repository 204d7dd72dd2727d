package org.schoolgate.rules.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.locked.LockedList;
import org.schoolgate.rules.locked.LockedSelfTest;
import org.schoolgate.rules.locked.LockedSlot;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.Explanation;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.Judge;
import org.schoolgate.rules.policy.Judge.Judged;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.policy.Zone;
import org.schoolgate.rules.rewrite.Services;

/** A bundle, verified and loaded: all that a gateway decides by. Immutable and safe for use by many threads. */
public final class Bundle {
    /** Names in a bundle folder. */
    public static final String MANIFEST = "manifest.json";

    public static final String SIGNATURE = "manifest.sig";
    public static final String SIGNER = "signer.pub";
    public static final String FILES = "files";

    private static final Set<FileRole> MAKE_THE_POLICY = Set.of(FileRole.INDEX, FileRole.POLICY, FileRole.SITES);
    private static final int MAX_SIGNATURE_BYTES = 256;
    private static final byte[] NOBODY = {0, 0, 0, 0};

    private final Manifest manifest;
    private final Policy policy;
    private final Index index;
    private final LiveFacts live;
    private final LockedSlot locked;
    private final People people;
    private final Judge judge;
    /** Read from the class path the first time, which is no task for whoever decides. */
    private final Services services = Services.standard();

    private Bundle(Manifest manifest, Policy policy, Index index, LiveFacts live, LockedSlot locked, People people) {
        this.manifest = manifest;
        this.policy = policy.withLocked(locked);
        this.index = index;
        this.live = live;
        this.locked = locked;
        this.people = people;
        this.judge = new Judge(this.policy, index::find, live);
    }

    /**
     * Opens a bundle folder. Everything is verified: the signature, the SHA-256 of each file, and that each can be read. A
     * bundle whose locked list alone is missing or damaged opens, and is closed; see {@link #locked}.
     *
     * @throws BundleException when any of this fails
     */
    public static Bundle open(Path folder, ManifestVerifier verifier) throws BundleException {
        return open(folder, verifier, null);
    }

    /**
     * As {@link #open(Path, ManifestVerifier)}; the index and the policy that {@code previous} has loaded are used again and
     * not read, so that an edit costs milliseconds whatever the size of the lists, and what was worked out of the policy stays.
     */
    public static Bundle open(Path folder, ManifestVerifier verifier, @Nullable Bundle previous)
            throws BundleException {
        Manifest manifest = manifest(folder, verifier);
        if (previous != null && isSame(FileRole.INDEX, manifest, previous)) {
            return load(folder, manifest, previous.index, previous);
        }
        BundleFile file = manifest.file(FileRole.INDEX);
        file.verify(file.in(folder));
        return load(folder, manifest, index(file, folder), previous);
    }

    /**
     * Opens a folder whose files were verified when they were written, by this user: the index is trusted by its own
     * CRC32C, which spares reading it twice. All else is as in {@link #open(Path, ManifestVerifier)}.
     */
    public static Bundle openAtStart(Path folder, ManifestVerifier verifier) throws BundleException {
        Manifest manifest = manifest(folder, verifier);
        return load(folder, manifest, index(manifest.file(FileRole.INDEX), folder), null);
    }

    /** What a bundle folder says of itself, its signature verified and nothing else. */
    public static Manifest manifest(Path folder, ManifestVerifier verifier) throws BundleException {
        byte[] bytes = read(folder.resolve(MANIFEST), Manifest.MAX_BYTES);
        verifier.verify(bytes, read(folder.resolve(SIGNATURE), MAX_SIGNATURE_BYTES));
        return Manifest.parse(bytes);
    }

    private static Index index(BundleFile file, Path folder) throws BundleException {
        Path path = file.in(folder);
        try {
            if (Files.size(path) != file.size()) {
                throw new BundleException(
                        "index: " + path + " has " + Files.size(path) + " bytes (expected: " + file.size() + ")");
            }
            return Index.open(path);
        } catch (BundleException e) {
            throw e;
        } catch (IOException e) {
            throw new BundleException("index: " + e.getMessage(), e);
        }
    }

    private static Bundle load(Path folder, Manifest manifest, Index index, @Nullable Bundle previous)
            throws BundleException {
        LockedSlot locked = locked(folder, manifest, previous);
        LiveFacts live = LiveFactsJson.read(content(folder, manifest.file(FileRole.LIVE)));
        People people = people(folder, manifest, previous);
        return new Bundle(manifest, policy(folder, manifest, index, previous), index, live, locked, people);
    }

    private static Policy policy(Path folder, Manifest manifest, Index index, @Nullable Bundle previous)
            throws BundleException {
        if (previous != null && MAKE_THE_POLICY.stream().allMatch(role -> isSame(role, manifest, previous))) {
            return previous.policy;
        }
        Vocabulary vocabulary = Vocabulary.standard();
        try {
            SiteSets sites = SiteSets.read(
                    text(folder, manifest.file(FileRole.SITES)), FileRole.SITES.id() + ".yaml", vocabulary);
            PolicyDocument document = PolicyReader.read(
                    text(folder, manifest.file(FileRole.POLICY)), FileRole.POLICY.id() + ".yaml", vocabulary, sites);
            return Policy.compile(document, sites, vocabulary, index.categories());
        } catch (InvalidPolicyException | IllegalArgumentException e) {
            throw new BundleException(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isSame(FileRole role, Manifest manifest, Bundle previous) {
        return previous.manifest.file(role).equals(manifest.file(role));
    }

    private static LockedSlot locked(Path folder, Manifest manifest, @Nullable Bundle previous) {
        Optional<BundleFile> file = manifest.locked();
        if (file.isEmpty()) {
            return manifest.armed() ? new LockedSlot.Closed("the bundle comes without it") : LockedSlot.UNARMED;
        }
        if (previous != null
                && previous.locked instanceof LockedSlot.Armed
                && previous.manifest.locked().equals(file)) {
            return previous.locked;
        }
        try {
            return new LockedSlot.Armed(LockedList.read(content(folder, file.get())));
        } catch (IOException e) {
            return new LockedSlot.Closed(String.valueOf(e.getMessage()));
        }
    }

    /** Those of the bundle before, if they are the same: whoever is signed in then stays so. */
    private static People people(Path folder, Manifest manifest, @Nullable Bundle previous) throws BundleException {
        Optional<BundleFile> file = manifest.people();
        if (file.isEmpty()) {
            return People.NONE;
        }
        return previous != null && previous.manifest.people().equals(file)
                ? previous.people
                : PeopleJson.read(content(folder, file.get()));
    }

    private static String text(Path folder, BundleFile file) throws BundleException {
        return new String(content(folder, file), StandardCharsets.UTF_8);
    }

    private static byte[] content(Path folder, BundleFile file) throws BundleException {
        byte[] content = read(file.in(folder), (int) file.role().maxSize());
        file.check(content.length, Sha256.of(content), file.in(folder));
        return content;
    }

    private static byte[] read(Path file, int maxBytes) throws BundleException {
        try {
            return Disk.ofSystem().readAll(file, maxBytes);
        } catch (IOException e) {
            throw new BundleException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    public Policy policy() {
        return policy;
    }

    public Index index() {
        return index;
    }

    public LiveFacts live() {
        return live;
    }

    /** The services that can be asked for less. */
    public Services services() {
        return services;
    }

    /** Who may be browsing, and with what; {@link People#NONE} where the bundle has no such file. */
    public People people() {
        return people;
    }

    /** What is in the locked slot. */
    public LockedSlot locked() {
        return locked;
    }

    /** Whether the bundle names a locked list, and its file cannot be used; it is closed then. */
    public boolean isLockedListDamaged() {
        return manifest.locked().isPresent() && locked instanceof LockedSlot.Closed;
    }

    /** @throws BundleException when {@link #isLockedListDamaged} */
    public void requireLockedList() throws BundleException {
        if (manifest.locked().isPresent() && locked instanceof LockedSlot.Closed closed) {
            throw new BundleException(closed.why());
        }
    }

    /** Asks for the self-test entry of locked lists, as a browser would: whether the locked slot blocks it. */
    public boolean blocksLockedSelfTest() {
        Zone zone = policy.zoneOf(NOBODY);
        Request request =
                new Request(policy.unidentified(zone), zone, LockedSelfTest.host(), 443, Scheme.CONNECT, null);
        return decide(request, Instant.EPOCH).reason().isSealed();
    }

    /** The same, closed but for the help set. */
    public Bundle closed(String why) {
        return new Bundle(manifest, policy, index, live, new LockedSlot.Closed(why), people);
    }

    /** What is decided about a request, and what lists and shipped facts say of it as the manager's entries correct it. */
    public Judged judge(Request request, Instant at) {
        return judge.judge(request, at);
    }

    public Decision decide(Request request, Instant at) {
        return judge(request, at).decision();
    }

    /** As {@link #decide}, with its working. */
    public Explanation explain(Request request, Instant at) {
        return judge.explain(request, at);
    }
}

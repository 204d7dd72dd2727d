package org.schoolgate.rules.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a bundle consists of: one file of each {@link FileRole}, but for the locked list, which only an armed one may have, and
 * for people, whom none need have. The signature is over the bytes, so whoever passes a manifest on passes on the bytes, not this.
 *
 * @param school its name
 * @param armed whether the locked slot is; without a locked list everything but the help set is then closed
 */
public record Manifest(String school, Generation position, Instant createdAt, boolean armed, List<BundleFile> files) {
    /** Of the manifest itself; a greater one is refused. The first did not know of the locked slot. */
    public static final int FORMAT = 2;

    /** A larger one is refused unread. */
    public static final int MAX_BYTES = 64 << 10;

    /** @throws IllegalArgumentException unless there is one file of each role that there must be */
    public Manifest {
        files = List.copyOf(files);
        Set<FileRole> missing = EnumSet.allOf(FileRole.class);
        for (BundleFile file : files) {
            if (!missing.remove(file.role())) {
                throw new IllegalArgumentException(
                        "files: two of the role " + file.role().id() + " (expected: one)");
            }
        }
        missing.remove(FileRole.PEOPLE);
        boolean hasLocked = !missing.remove(FileRole.LOCKED);
        if (hasLocked && !armed) {
            throw new IllegalArgumentException("files: a locked list, and the slot is not armed (expected: armed)");
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("files: none of the roles " + missing + " (expected: one of each)");
        }
    }

    /** @throws BundleException when this is no manifest that this version reads; the signature is not looked at */
    public static Manifest parse(byte[] bytes) throws BundleException {
        if (bytes.length > MAX_BYTES) {
            throw new BundleException("manifest: " + bytes.length + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        JsonFields fields = Json.read(bytes, "manifest");
        int format = fields.version("format", FORMAT);
        List<BundleFile> files = new ArrayList<>();
        try {
            for (JsonFields file : fields.objects("files")) {
                files.add(file(file));
            }
            Manifest manifest = new Manifest(
                    fields.text("school"),
                    new Generation(fields.number("epoch"), fields.number("generation")),
                    fields.time("createdAt"),
                    format > 1 && fields.flag("armed"),
                    files);
            fields.end();
            return manifest;
        } catch (IllegalArgumentException e) {
            throw new BundleException("manifest: " + e.getMessage(), e);
        }
    }

    private static BundleFile file(JsonFields fields) throws BundleException {
        FileRole role = FileRole.of(fields.text("role"));
        BundleFile file = new BundleFile(
                role, fields.text("sha256"), fields.number("size"), fields.version("version", role.version()));
        fields.end();
        return file;
    }

    /** The file of a role that every bundle has. */
    public BundleFile file(FileRole role) {
        return find(role).orElseThrow(() -> new IllegalStateException("no file of the role " + role.id()));
    }

    /** The locked list; empty where the slot is not armed, and where its list is lost. */
    public Optional<BundleFile> locked() {
        return find(FileRole.LOCKED);
    }

    /** People, classes and devices; empty where nobody is known. */
    public Optional<BundleFile> people() {
        return find(FileRole.PEOPLE);
    }

    private Optional<BundleFile> find(FileRole role) {
        return files.stream().filter(file -> file.role() == role).findFirst();
    }

    /** Equal manifests give equal bytes. */
    public byte[] toBytes() {
        return Json.write(json -> {
            json.writeNumberField("format", FORMAT);
            json.writeStringField("school", school);
            json.writeNumberField("epoch", position.epoch());
            json.writeNumberField("generation", position.generation());
            json.writeStringField("createdAt", createdAt.toString());
            json.writeBooleanField("armed", armed);
            json.writeArrayFieldStart("files");
            for (BundleFile file : files) {
                write(file, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(BundleFile file, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", file.role().id());
        json.writeStringField("sha256", file.sha256());
        json.writeNumberField("size", file.size());
        json.writeNumberField("version", file.version());
        json.writeEndObject();
    }
}

package org.schoolgate.rules.file;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about the file in its body.
 *
 * @param extensions of all names that it has, in lower case, without a dot; none where no name has one
 * @param mediaType as declared, in lower case and without parameters; empty for none
 * @param bytes how long it is, or {@link #UNKNOWN}
 */
public record FileFacts(Set<String> extensions, String mediaType, long bytes) {
    public static final long UNKNOWN = -1;

    public FileFacts {
        extensions = Set.copyOf(extensions);
    }

    /**
     * @param target path and query that was asked for
     * @param contentType the field as sent, empty for none
     * @param contentDisposition likewise
     */
    public static FileFacts of(String target, String contentType, String contentDisposition, long bytes) {
        Set<String> extensions = new HashSet<>();
        add(extensions, FileNames.inTarget(target));
        FileNames.inDisposition(contentDisposition).forEach(name -> add(extensions, name));
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return new FileFacts(extensions, type.strip().toLowerCase(Locale.ROOT), bytes);
    }

    private static void add(Set<String> extensions, String name) {
        String extension = FileNames.extension(name);
        if (extension != null) {
            extensions.add(extension);
        }
    }

    /** The first of these groups that the file is of; null when it is of none. */
    public @Nullable FileGroup groupIn(Set<FileGroup> groups) {
        for (FileGroup group : FileGroup.values()) {
            if (groups.contains(group) && group.has(this)) {
                return group;
            }
        }
        return null;
    }
}

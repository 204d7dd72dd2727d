package org.schoolgate.rules.list;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Samples of the files of a source, which come one after another; what each seems to be is all that is kept. */
final class Samples {
    private final Map<String, Detected> detected = new HashMap<>();
    private final Map<String, ListSourceException> undecided = new HashMap<>();
    private String path = "";
    private LineSample sample = new LineSample();

    void add(String file, String line) {
        if (!file.equals(path)) {
            decide();
            path = file;
        }
        if (!AdblockReader.isComment(line) && !Text.isComment(line)) {
            sample.add(line);
        }
    }

    private void decide() {
        if (sample.lines().isEmpty()) {
            return;
        }
        try {
            detected.put(path, Detected.of(sample));
        } catch (ListSourceException e) {
            undecided.put(path, e);
        }
        sample = new LineSample();
    }

    /** What the file seems to be; empty where it is no list. */
    Optional<Detected> list(String file) {
        decide();
        return Optional.ofNullable(detected.get(file));
    }

    /**
     * What these files seem to be.
     *
     * @throws ListSourceException naming the file that cannot be told
     */
    Map<String, Detected> detected(Collection<String> paths) throws ListSourceException {
        decide();
        Map<String, Detected> result = new HashMap<>();
        for (String file : paths) {
            ListSourceException reason = undecided.get(file);
            if (reason != null) {
                throw ListSourceException.in(file, reason);
            }
            result.put(file, detected.getOrDefault(file, Detected.EMPTY));
        }
        return result;
    }
}

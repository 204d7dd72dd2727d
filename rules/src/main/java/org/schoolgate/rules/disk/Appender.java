package org.schoolgate.rules.disk;

import java.io.Closeable;
import java.io.IOException;

/** The end of one file. After any method has thrown, what the file holds beyond the last {@link #sync} is unknown. */
public interface Appender extends Closeable {
    /** Writes all of these bytes; they are on the disk after the next {@link #sync}. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Returns when everything written is on the disk. After it has thrown, a second call proves nothing: the system may
     * have dropped the bytes and forgotten the error. Write them to another file.
     */
    void sync() throws IOException;
}

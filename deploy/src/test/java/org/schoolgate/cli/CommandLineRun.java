package org.schoolgate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** One command run within the test: its exit code and what it printed. */
public record CommandLineRun(int code, String out, String err) {
    public static CommandLineRun of(String... arguments) {
        return into(new StringWriter(), arguments);
    }

    /** With a standard output that takes nothing, as a full disk or a pipe that nobody reads. */
    public static CommandLineRun withoutOutput(String... arguments) {
        return into(new OutputStreamWriter(new FullDisk(), StandardCharsets.UTF_8), arguments);
    }

    private static CommandLineRun into(Writer out, String... arguments) {
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}

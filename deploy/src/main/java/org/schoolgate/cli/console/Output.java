package org.schoolgate.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command prints its results, and whether a person or a machine reads them. */
public final class Output {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Prints JSON, for machines.")
    private boolean json;

    /** True when everything is to be printed by {@link #json}. */
    public boolean isJson() {
        return json;
    }

    /** Standard output. Buffered; flushed when the command ends. */
    public PrintWriter text() {
        return command.commandLine().getOut();
    }

    /** Prints maps, lists and plain values, each call on a line of its own; insertion order is kept. */
    public void json(Object value) {
        try {
            text().println(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }
}

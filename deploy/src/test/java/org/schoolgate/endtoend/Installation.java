package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** A demonstration as {@code schoolgate run} starts it: an admin process and a gateway under a supervisor. */
final class Installation implements AutoCloseable {
    private final RunningCommand run;

    private Installation(RunningCommand run) {
        this.run = run;
    }

    static Installation start(List<String> arguments) throws IOException {
        return new Installation(RunningCommand.startServer(arguments));
    }

    RunningCommand run() {
        return run;
    }

    InetSocketAddress proxy() {
        return run.address("proxy");
    }

    Admin admin() throws IOException, GeneralSecurityException {
        return new Admin(URI.create(run.fact("admin")), Path.of(run.fact("token")), Path.of(run.fact("ca")));
    }

    /** Opens a connection to the proxy from the zone of this number: 1 to 4 are the key stages, then staff, governors, visitors. */
    Browser browser(int zone) throws IOException {
        return Browser.open("127.0." + zone + ".1", proxy());
    }

    /** Kills the gateway or the admin process with -9, and returns once it is gone. */
    void kill(String process) {
        ProcessHandle child = run.child(process);
        child.destroyForcibly();
        child.onExit().join();
    }

    @Override
    public void close() {
        run.close();
    }
}

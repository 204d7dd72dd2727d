package org.schoolgate.rules.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;

/**
 * Fails a test during which an event loop blocked: it slept, waited for a lock or a result, looked a name up as the JDK does, or
 * touched a file. What did is let through, so that the test goes on as it would without this check, and told with its stack.
 * JUnit finds it as a service, as it does {@link LeakCheck}.
 */
public final class BlockingCheck implements AfterEachCallback, AfterAllCallback {
    private static final Queue<BlockingOperationError> BLOCKED = new ConcurrentLinkedQueue<>();

    static {
        BlockHound.Builder rules =
                BlockHound.builder().loadIntegrations().blockingMethodCallback(BlockingCheck::record);
        markFiles(rules);
        markNames(rules);
        allow(rules);
        rules.install();
    }

    /** BlockHound itself knows streams only. */
    private static void markFiles(BlockHound.Builder rules) {
        String channel = "sun.nio.ch.FileChannelImpl";
        rules.markAsBlocking(channel, "read", "(Ljava/nio/ByteBuffer;)I")
                .markAsBlocking(channel, "read", "(Ljava/nio/ByteBuffer;J)I")
                .markAsBlocking(channel, "write", "(Ljava/nio/ByteBuffer;)I")
                .markAsBlocking(channel, "write", "(Ljava/nio/ByteBuffer;J)I")
                .markAsBlocking(channel, "force", "(Z)V");
        String files = "sun.nio.fs.UnixFileSystemProvider";
        String options = "(Ljava/nio/file/Path;Ljava/util/Set;[Ljava/nio/file/attribute/FileAttribute;)";
        rules.markAsBlocking(files, "newFileChannel", options + "Ljava/nio/channels/FileChannel;")
                .markAsBlocking(files, "newByteChannel", options + "Ljava/nio/channels/SeekableByteChannel;");
    }

    /** In the forms of JDK 17 and of later ones. */
    private static void markNames(BlockHound.Builder rules) {
        for (String resolver : new String[] {"java.net.Inet4AddressImpl", "java.net.Inet6AddressImpl"}) {
            rules.markAsBlocking(resolver, "lookupAllHostAddr", "(Ljava/lang/String;)[Ljava/net/InetAddress;")
                    .markAsBlocking(resolver, "lookupAllHostAddr", "(Ljava/lang/String;I)[Ljava/net/InetAddress;")
                    .markAsBlocking(resolver, "getHostByAddr", "([B)Ljava/lang/String;");
        }
    }

    /**
     * What may block all the same, each with its reason. Netty and BlockHound bring their own: loading a class, a line of log,
     * Netty's queues and allocators, TLS hand-shakes.
     */
    private static void allow(BlockHound.Builder rules) {
        // No event loop, though made by Netty's thread factory, which is how it would be known: these threads read
        // files, and wait for what is due.
        rules.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor$Worker", "run");
        // Armeria hands a request to its pool: the queue's lock is held for as long as a task is put in or taken out.
        rules.allowBlockingCallsInside("com.linecorp.armeria.common.util.DefaultBlockingTaskExecutor", "execute");
        // Reads what the kernel says of CPU and memory, from files that are on no disk; the ports for metrics have
        // a loop of their own.
        rules.allowBlockingCallsInside("io.micrometer.prometheusmetrics.PrometheusMeterRegistry", "scrape");
    }

    private static void record(BlockingMethod method) {
        BLOCKED.add(new BlockingOperationError(method));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check();
    }

    /** What is stopped after the last test has event loops too. */
    @Override
    public void afterAll(ExtensionContext context) {
        check();
    }

    private static void check() {
        StringWriter blocked = new StringWriter();
        try (PrintWriter out = new PrintWriter(blocked)) {
            for (BlockingOperationError each = BLOCKED.poll(); each != null; each = BLOCKED.poll()) {
                each.printStackTrace(out);
            }
        }
        if (!blocked.toString().isEmpty()) {
            throw new AssertionError("blocked on an event loop:\n" + blocked);
        }
    }
}

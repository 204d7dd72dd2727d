package org.schoolgate.proxy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.Closeable;

/** Memory, collections, processor, files and age of this process, under the names that dashboards of any JVM know. */
public final class ProcessMeters implements Closeable {
    private final JvmGcMetrics collections = new JvmGcMetrics();

    private ProcessMeters() {}

    /** Registers them; those of collections are fed until this is closed. */
    public static ProcessMeters register(MeterRegistry meters) {
        ProcessMeters process = new ProcessMeters();
        process.collections.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return process;
    }

    @Override
    public void close() {
        collections.close();
    }
}

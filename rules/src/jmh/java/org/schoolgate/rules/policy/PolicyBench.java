package org.schoolgate.rules.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.schoolgate.rules.bench.Row;
import org.schoolgate.rules.policy.BusyPolicy.Asked;

/**
 * One decision with 500 rules, 3,000 people and 60 zones: of requests that are allowed, and of all. As a program, with the ratio
 * to one look-up in the engine: {@code PolicyBench FOLDER}, the folder being that of the engine's benchmarks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyBench {
    private static final int REQUESTS = 1 << 13;
    private static final String LOOK_UP = "org.schoolgate.rules.index.LookUpBenchmark.zipf";
    private static final TimeValue SECOND = TimeValue.seconds(1);

    private final Policy policy;
    private final List<Asked> all;
    private final List<Asked> allowed;
    private int next;

    public PolicyBench() {
        BusyPolicy busy = new BusyPolicy();
        policy = busy.policy();
        all = busy.asked(REQUESTS);
        allowed = all.stream()
                .filter(asked -> asked.decide(policy) instanceof Decision.Allow allow
                        && allow.reason().match() == null)
                .toList();
    }

    @Benchmark
    public Decision allowed() {
        return ofNext(allowed);
    }

    @Benchmark
    public Decision any() {
        return ofNext(all);
    }

    private Decision ofNext(List<Asked> asked) {
        next = next + 1 < asked.size() ? next + 1 : 0;
        return asked.get(next).decide(policy);
    }

    public static void main(String[] args) throws RunnerException {
        Map<String, RunResult> results = new HashMap<>();
        var options = new OptionsBuilder()
                .include(PolicyBench.class.getName())
                .include(LOOK_UP)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(SECOND)
                .measurementIterations(5)
                .measurementTime(SECOND)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Dbench.folder=" + args[0])
                .verbosity(VerboseMode.SILENT)
                .build();
        new Runner(options)
                .run()
                .forEach(result -> results.put(result.getParams().getBenchmark(), result));
        double lookUp = nanos(results, LOOK_UP);
        for (String which : List.of("allowed", "any")) {
            double decision = nanos(results, PolicyBench.class.getName() + "." + which);
            Row.print("decision, " + which, decision, "ns", "<=1000");
            Row.print("decision, " + which + " / look-up", decision / lookUp, "", "");
        }
        Row.print(
                "allocated by a decision that allows",
                result(results, PolicyBench.class.getName() + ".allowed")
                        .getSecondaryResults()
                        .get("gc.alloc.rate.norm")
                        .getScore(),
                "B",
                "<=0");
    }

    private static double nanos(Map<String, RunResult> results, String benchmark) {
        return result(results, benchmark).getPrimaryResult().getScore();
    }

    private static RunResult result(Map<String, RunResult> results, String benchmark) {
        RunResult result = results.get(benchmark);
        if (result == null) {
            throw new IllegalStateException("not run: " + benchmark);
        }
        return result;
    }
}

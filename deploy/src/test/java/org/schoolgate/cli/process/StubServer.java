package org.schoolgate.cli.process;

import java.util.concurrent.CountDownLatch;

/** Stands in for a gateway in a process of its own: {@code ready}, {@code fail} or {@code stubborn}. */
final class StubServer {
    private StubServer() {}

    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "fail" -> {
                System.err.println("port is taken");
                System.exit(1);
            }
            case "stubborn" -> Runtime.getRuntime().addShutdownHook(new Thread(StubServer::sleepForEver));
            default -> {}
        }
        System.out.println("pid " + ProcessHandle.current().pid());
        System.out.println("stub ready proxy=127.0.0.1:" + args[1]);
        sleepForEver();
    }

    private static void sleepForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

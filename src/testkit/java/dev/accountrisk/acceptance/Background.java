package dev.accountrisk.acceptance;

import java.util.concurrent.CompletableFuture;

/** Work that runs while a test does something else. Closing waits for it and passes on its failure. */
final class Background implements AutoCloseable {
    private final CompletableFuture<Void> done;

    private Background(CompletableFuture<Void> done) {
        this.done = done;
    }

    static Background run(Runnable task) {
        return new Background(CompletableFuture.runAsync(task, command -> Thread.ofPlatform().daemon().start(command)));
    }

    boolean isDone() {
        return done.isDone();
    }

    @Override
    public void close() {
        done.join();
    }
}

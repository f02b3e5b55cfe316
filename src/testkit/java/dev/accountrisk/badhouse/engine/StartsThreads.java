package dev.accountrisk.badhouse.engine;

final class StartsThreads {
    void start(Runnable work) {
        Thread.ofVirtual().start(work);
    }
}

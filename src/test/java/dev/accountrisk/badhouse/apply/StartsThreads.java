package dev.accountrisk.badhouse.apply;

final class StartsThreads {
    void start(Runnable work) {
        Thread.ofVirtual().start(work);
    }
}

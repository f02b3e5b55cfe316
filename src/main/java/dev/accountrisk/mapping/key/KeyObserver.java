package dev.accountrisk.mapping.key;

/** Learns of the keys of one topic, where keys that differ may mean one account. Several threads may tell it. */
public interface KeyObserver {
    /** Ignores everything. */
    KeyObserver NONE = new KeyObserver() {
        @Override
        public void appeared(SeenKey key) {
            // nobody wants to know
        }

        @Override
        public void differed(SeenKey before, SeenKey now) {
            // nobody wants to know
        }
    };

    /** An account of which no key is remembered has this one. It may appear again after others took its place. */
    void appeared(SeenKey key);

    /** A record of an account has another key than an earlier record. */
    void differed(SeenKey before, SeenKey now);
}

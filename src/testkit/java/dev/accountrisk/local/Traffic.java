package dev.accountrisk.local;

import java.util.Optional;

/** A source of records, one after the other; empty when there are no more. */
interface Traffic extends AutoCloseable {

    Optional<FeedRecord> next();

    @Override
    void close();
}

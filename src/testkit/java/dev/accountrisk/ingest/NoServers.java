package dev.accountrisk.ingest;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.RecordDecoder;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a partition is made of where neither MySQL nor a broker answers. */
public final class NoServers {
    private NoServers() {}

    public static Engines engines() {
        return new Engines(new Transactions(new DriverManagerDataSource("jdbc:of-nothing:")), AccountLocks.NONE,
                EngineObserver.NONE, new Outbox(), new Installation());
    }

    /** Of the topic {@code t}; each of its records is an empty one. */
    public static Topic<RiskUpdate> topic(Runnable onClose, int waitingRecordsMax) {
        return topic(onClose, waitingRecordsMax, record -> new Decoded.Invalid<>(ParkReason.EMPTY, "empty"));
    }

    /** Of the topic {@code t}, with a decoder of the caller's. */
    static Topic<RiskUpdate> topic(Runnable onClose, int waitingRecordsMax, RecordDecoder<RiskUpdate> decoder) {
        return new EmptyTopic("t", onClose, waitingRecordsMax, decoder);
    }

    static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 200,
                "request.timeout.ms", 100));
    }
}

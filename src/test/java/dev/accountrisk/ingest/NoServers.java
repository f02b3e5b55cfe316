package dev.accountrisk.ingest;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.apply.AccountLocks;
import dev.accountrisk.apply.ApplySettings;
import dev.accountrisk.apply.EngineObserver;
import dev.accountrisk.apply.Engines;
import dev.accountrisk.apply.Lane;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.wire.Decoded;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a partition is made of where neither MySQL nor a broker answers. */
final class NoServers {
    private NoServers() {}

    static Engines engines() {
        return new Engines(new ApplySettings(Lane.AUTO, RiskOrder.OCCURRED_AT, true, 10),
                new Transactions(new DriverManagerDataSource("jdbc:of-nothing:")), AccountLocks.NONE,
                () -> RiskPolicy.DEFAULT, EngineObserver.NONE);
    }

    /** Of the topic {@code t}; each of its records is an empty one. */
    static TopicReader<RiskUpdate> reader(Runnable engineClosed, int batchRecordsMax) {
        return new TopicReader<>("t", (key, value, timestamp) -> new Decoded.Invalid<>(ParkReason.EMPTY, "empty"),
                engines()::riskEngine, engineClosed, batchRecordsMax);
    }

    static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 200,
                "request.timeout.ms", 100));
    }
}

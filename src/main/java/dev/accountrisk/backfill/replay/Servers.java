package dev.accountrisk.backfill.replay;

import dev.accountrisk.broker.LogReaders;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import java.util.List;
import javax.sql.DataSource;

/**
 * What a replay works with.
 *
 * @param engines of the live tables
 */
public record Servers(DataSource dataSource, Transactions transactions, Engines engines, LogReaders readers,
        TopicLogs logs, List<Topic<?>> topics) {}

-- What the console shows of a backfill. Times are epoch milliseconds by this server's clock.

-- How far a process is in a partition of a run. It writes this every few seconds, and nothing but the console reads it.
CREATE TABLE IF NOT EXISTS backfill_progress (
    run_id         BIGINT       NOT NULL,
    topic          VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    partition_no   INT          NOT NULL,
    started_offset BIGINT       NULL COMMENT 'where the process began; NULL while the partition waits for its turn',
    reached_offset BIGINT       NULL COMMENT 'the first offset that is not replayed',
    millis         BIGINT       NOT NULL DEFAULT 0 COMMENT 'how long the process has taken from the one to the other',
    reported_at    BIGINT       NOT NULL,
    PRIMARY KEY (run_id, topic, partition_no)
) ENGINE = InnoDB;

-- The first differences of a run, in the order in which they were found.
CREATE TABLE IF NOT EXISTS backfill_difference (
    run_id       BIGINT        NOT NULL,
    number       INT           NOT NULL COMMENT 'from 1 to 100',
    table_name   VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_uuid VARCHAR(64)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'NULL if it is about no account',
    row_key      VARCHAR(300)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'the values of the row''s key',
    says         VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'what differs, and how',
    PRIMARY KEY (run_id, number)
) ENGINE = InnoDB;

-- NULL from a process of an earlier version.
ALTER TABLE backfill_run
    ADD COLUMN phase       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what the process does that reported last',
    ADD COLUMN reported_at BIGINT      NULL COMMENT 'when a process last said how far it is';

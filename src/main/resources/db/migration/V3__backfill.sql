-- How far replays of topics are. Times are epoch milliseconds.

CREATE TABLE backfill_run (
    id            BIGINT        NOT NULL AUTO_INCREMENT,
    mode          VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'VERIFY, REPAIR or REBUILD',
    specification VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'topics, range and shards: what a run has to share to be gone on with',
    shards        INT           NOT NULL,
    state         VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RUNNING, STOPPED, FAILED, SUPERSEDED; EQUAL, DIFFERENT, DONE',
    differences   BIGINT        NOT NULL DEFAULT 0,
    records       BIGINT        NOT NULL DEFAULT 0,
    held_micros   BIGINT        NULL COMMENT 'how long a rebuild held the workers',
    begun_at      BIGINT        NOT NULL,
    ended_at      BIGINT        NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB;

-- A partition's part of a run. For a repair next_offset moves in the transaction of what it stands for.
CREATE TABLE backfill_partition (
    run_id       BIGINT       NOT NULL,
    topic        VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    partition_no INT          NOT NULL,
    topic_id     VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_offset  BIGINT       NOT NULL,
    until_offset BIGINT       NOT NULL,
    next_offset  BIGINT       NOT NULL,
    leader_epoch INT          NULL,
    finished     BOOLEAN      NOT NULL DEFAULT FALSE,
    applied      BIGINT       NOT NULL DEFAULT 0,
    stale        BIGINT       NOT NULL DEFAULT 0,
    duplicate    BIGINT       NOT NULL DEFAULT 0,
    refused      BIGINT       NOT NULL DEFAULT 0,
    parked       BIGINT       NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, topic, partition_no)
) ENGINE = InnoDB;

ALTER TABLE consumer_position
    ADD COLUMN generation BIGINT NOT NULL DEFAULT 0 COMMENT 'which making of the tables it belongs to: a rebuild counts on';

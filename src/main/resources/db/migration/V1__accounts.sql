-- The tables of the account risk worker. Ids are compared byte by byte; every table is keyed by the account, and has no second
-- unique key, for an upsert that matches another key rewrites another account's row.

CREATE TABLE account_risk (
    account_uuid  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    risk          DOUBLE      NOT NULL,
    level         ENUM ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    occurred_at   BIGINT      NOT NULL COMMENT 'epoch milliseconds',
    sequence      BIGINT      NULL,
    last_event_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version       BIGINT      NOT NULL COMMENT 'counts the changes; every write is conditional on it',
    entries       BIGINT      NOT NULL COMMENT 'how many additions the journal has',
    create_time   DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    update_time   DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (account_uuid)
) ENGINE = InnoDB;

-- The row that commands of an account lock; the journal's version is its version.
CREATE TABLE account_head (
    account_uuid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      BIGINT      NOT NULL COMMENT 'how many commands were decided',
    held_back    BOOLEAN     NOT NULL DEFAULT FALSE COMMENT 'a parked command of unknown effect holds back those after it',
    create_time  DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    update_time  DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (account_uuid)
) ENGINE = InnoDB;

CREATE TABLE account (
    account_uuid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    external_ref VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    create_time  DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (account_uuid),
    UNIQUE KEY account_external_ref (external_ref)
) ENGINE = InnoDB;

-- Who has claimed a reference. A claim comes before the row of account, so that account's second key is never the one to refuse.
CREATE TABLE account_reference (
    external_ref VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_uuid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (external_ref)
) ENGINE = InnoDB;

CREATE TABLE account_balance (
    account_uuid VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asset        VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    balance      DECIMAL(38, 18) NOT NULL,
    frozen       DECIMAL(38, 18) NOT NULL,
    create_time  DATETIME(3)     NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    update_time  DATETIME(3)     NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (account_uuid, asset),
    CONSTRAINT account_balance_domain CHECK (frozen >= 0 AND frozen <= balance)
) ENGINE = InnoDB;

CREATE TABLE account_hold (
    account_uuid VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    hold_id      VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asset        VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount       DECIMAL(38, 18) NOT NULL,
    state        ENUM ('OPEN', 'SETTLED', 'REFUNDED', 'EXPIRED') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at   BIGINT          NULL COMMENT 'epoch milliseconds',
    source_partition INT         NOT NULL COMMENT 'where its account''s commands arrive, and its EXPIRE is to arrive',
    create_time  DATETIME(3)     NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    update_time  DATETIME(3)     NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (account_uuid, hold_id),
    KEY account_hold_due (state, expires_at)
) ENGINE = InnoDB;

CREATE TABLE account_entry (
    account_uuid     VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entry_id         VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'event id or command id',
    kind             VARCHAR(8)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version          BIGINT          NOT NULL COMMENT 'counts from 1: the additions of an account by themselves, its commands by themselves',
    asset            VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    amount           DECIMAL(38, 18) NULL,
    outcome          ENUM ('APPLIED', 'REFUSED') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason           VARCHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    balance_after    DECIMAL(38, 18) NULL,
    frozen_after     DECIMAL(38, 18) NULL,
    risk_added       DOUBLE          NULL,
    risk_after       DOUBLE          NULL,
    hold_id          VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    external_ref     VARCHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    occurred_at      BIGINT          NOT NULL COMMENT 'the time it was decided by, epoch milliseconds',
    content_digest   BINARY(16)      NULL COMMENT 'tells a repeated command from another one with the same id',
    source_topic     VARCHAR(249)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_partition INT             NOT NULL,
    source_offset    BIGINT          NOT NULL,
    create_time      DATETIME(3)     NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (account_uuid, entry_id)
) ENGINE = InnoDB;

CREATE TABLE consumer_position (
    topic        VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    partition_no INT          NOT NULL,
    topic_id     VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a topic deleted and made again has another',
    next_offset  BIGINT       NOT NULL,
    leader_epoch INT          NULL,
    applied      BIGINT       NOT NULL DEFAULT 0,
    stale        BIGINT       NOT NULL DEFAULT 0,
    duplicate    BIGINT       NOT NULL DEFAULT 0,
    refused      BIGINT       NOT NULL DEFAULT 0,
    parked       BIGINT       NOT NULL DEFAULT 0,
    create_time  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    update_time  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (topic, partition_no)
) ENGINE = InnoDB;

CREATE TABLE parked_record (
    id               BIGINT       NOT NULL AUTO_INCREMENT,
    source_topic     VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_topic_id  VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_partition INT          NOT NULL,
    source_offset    BIGINT       NOT NULL,
    source_timestamp BIGINT       NOT NULL COMMENT 'epoch milliseconds',
    account_uuid     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the key, where it is a valid id',
    entry_id         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'event id or command id, where the record has a valid one',
    reason           VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail           VARCHAR(255) NOT NULL,
    state            ENUM ('PARKED', 'RELEASED', 'DROPPED') CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PARKED',
    record_key       LONGBLOB     NULL,
    record_value     LONGBLOB     NULL,
    create_time      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    update_time      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (id),
    UNIQUE KEY parked_record_source (source_topic, source_topic_id, source_partition, source_offset),
    KEY parked_record_account (account_uuid, state, id),
    KEY parked_record_state (state, id)
) ENGINE = InnoDB;

-- One row a batch, not one an event: what a transaction has to say, in order. A row is deleted when the broker has it all.
CREATE TABLE outbox (
    id          BIGINT      NOT NULL AUTO_INCREMENT,
    batch_id    CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind        ENUM ('EVENTS', 'PARKED') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload     LONGBLOB    NOT NULL,
    create_time DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (id)
) ENGINE = InnoDB;

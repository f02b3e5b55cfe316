-- The newest key of each account, where a mapping may read one account from keys that differ: workers compare what they read. One
-- row an account of such a topic; without such a mapping the table stays empty.
CREATE TABLE IF NOT EXISTS account_key (
    topic        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'risk-updates or commands',
    account_uuid VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_hash     INT          NOT NULL COMMENT 'distinguishes the keys of one account',
    partition_no INT          NOT NULL COMMENT 'where a record with this key was',
    create_time  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    update_time  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (topic, account_uuid)
) ENGINE = InnoDB;

-- What operators ask of the workers through the console. The console adds a row and may cancel it; a worker takes it, carries it out
-- and writes what became of it. Which columns each of them may write is in grants.sql. No row is deleted. Its times are UTC, by this server.
CREATE TABLE IF NOT EXISTS operator_action (
    id                BIGINT       NOT NULL AUTO_INCREMENT,
    form_key          CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the form: sent twice, it is one action',
    kind              VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RELEASE, DROP, ACCEPT, MOVE, PAUSE or RESUME',
    record_id         BIGINT       NULL COMMENT 'the one parked record',
    reason            VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the parked records',
    topic             VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NULL,
    account_uuid      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    up_to_record      BIGINT       NULL COMMENT 'what is parked later does not belong to it',
    records           BIGINT       NULL COMMENT 'how many parked records matched when it was asked for',
    per_second        INT          NOT NULL DEFAULT 0 COMMENT 'at most this many records a second; 0 for no limit',
    stop_on_failure   BOOLEAN      NOT NULL DEFAULT FALSE,
    replacement_value LONGBLOB     NULL COMMENT 'the corrected value of the one record',
    partition_no      INT          NULL COMMENT 'NULL for the whole topic',
    to_offset         BIGINT       NULL,
    skip_records      BOOLEAN      NOT NULL DEFAULT FALSE,
    done_by           VARCHAR(64)  NOT NULL,
    why               VARCHAR(500) NOT NULL,
    create_time       DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    cancelled_by      VARCHAR(64)  NULL,
    cancelled_at      DATETIME(3)  NULL,
    state             VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'WAITING'
        COMMENT 'WAITING, RUNNING, DONE, STOPPED, CANCELLED or FAILED',
    lease             CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'who has it; another one each time it is taken',
    lease_until       DATETIME(3)  NULL,
    takeovers         INT          NOT NULL DEFAULT 0 COMMENT 'leases that ran out since a record was done',
    worker            VARCHAR(255) NULL,
    records_left      BIGINT       NULL COMMENT 'of the records that matched: how many are still parked',
    result            TEXT         NULL,
    begun_at          DATETIME(3)  NULL,
    ended_at          DATETIME(3)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY operator_action_form (form_key),
    KEY operator_action_open (state, id)
) ENGINE = InnoDB;

-- The audit is one for the console and the command line.
ALTER TABLE console_audit
    ADD COLUMN why    VARCHAR(500) NULL,
    ADD COLUMN origin VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'CONSOLE' COMMENT 'CONSOLE or COMMAND';

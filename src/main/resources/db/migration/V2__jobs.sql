-- What the jobs that run beside the worker keep of themselves. Times are epoch milliseconds.

-- Who let go what was parked, and why. A row is there before anything is done, so that nothing is done unsaid.
CREATE TABLE redrive_action (
    id                BIGINT       NOT NULL AUTO_INCREMENT,
    action            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RELEASE or DROP',
    state             VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'BEGUN, DONE or FAILED',
    account_uuid      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    record_ids        TEXT         CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the records it took, when it is done',
    done_by           VARCHAR(64)  NOT NULL,
    why               VARCHAR(500) NOT NULL,
    replaced_record   BIGINT       NULL,
    replacement_value LONGBLOB     NULL COMMENT 'what was applied in place of the value that came',
    records_done      INT          NOT NULL DEFAULT 0,
    records_left      INT          NOT NULL DEFAULT 0 COMMENT 'parked again',
    begun_at          BIGINT       NOT NULL,
    ended_at          BIGINT       NULL,
    PRIMARY KEY (id),
    KEY redrive_action_account (account_uuid, id)
) ENGINE = InnoDB;

CREATE TABLE reconcile_run (
    id               VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'RUNNING, CLEAN, DRIFT, STOPPED or FAILED',
    last_account     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'all accounts up to it are checked',
    accounts_checked BIGINT       NOT NULL,
    findings         BIGINT       NOT NULL,
    begun_at         BIGINT       NOT NULL,
    ended_at         BIGINT       NULL,
    PRIMARY KEY (id),
    KEY reconcile_run_begun (begun_at)
) ENGINE = InnoDB;

CREATE TABLE reconcile_finding (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    run_id       VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_uuid VARCHAR(64)  NULL,
    item         VARCHAR(300) NOT NULL COMMENT 'the asset, hold, partition or reason it is about',
    expected     VARCHAR(300) NOT NULL,
    actual       VARCHAR(300) NOT NULL,
    repair       VARCHAR(100) NULL COMMENT 'the id of the command that was sent for it',
    PRIMARY KEY (id),
    KEY reconcile_finding_run (run_id, id)
) ENGINE = InnoDB;

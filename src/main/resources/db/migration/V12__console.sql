-- What the console shows of the workers, and what it records of its visitors.

-- What only a worker knows: one row for each, written anew every few seconds. The row of a worker that ended is deleted.
CREATE TABLE IF NOT EXISTS worker_report (
    worker_id   CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'another one after each start',
    host        VARCHAR(255) NOT NULL,
    version     VARCHAR(64)  NOT NULL,
    started_at  DATETIME(3)  NOT NULL COMMENT 'UTC',
    reported_at DATETIME(3)  NOT NULL COMMENT 'UTC, by this server',
    ready       BOOLEAN      NOT NULL,
    problems    TEXT         NOT NULL COMMENT 'why it is not ready: a JSON object, by the thing concerned',
    partitions  MEDIUMTEXT   NOT NULL COMMENT 'its partitions: a JSON array of topic, partition, status, cause, lag',
    PRIMARY KEY (worker_id)
) ENGINE = InnoDB;

-- Who saw what through the console. Rows are added, and never changed or deleted.
CREATE TABLE IF NOT EXISTS console_audit (
    id          BIGINT       NOT NULL AUTO_INCREMENT,
    done_by     VARCHAR(64)  NOT NULL,
    action      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject     VARCHAR(300) NOT NULL COMMENT 'what it was done to',
    create_time DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (id)
) ENGINE = InnoDB;

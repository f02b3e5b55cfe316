-- What operators do with positions: every change, with who asked for it and why.

CREATE TABLE IF NOT EXISTS position_action (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    action       ENUM ('ACCEPT', 'MOVE') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic        VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    partition_no INT          NOT NULL,
    old_topic_id VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    new_topic_id VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    old_offset   BIGINT       NULL,
    new_offset   BIGINT       NULL,
    done_by      VARCHAR(64)  NOT NULL,
    why          VARCHAR(500) NOT NULL,
    create_time  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (id)
) ENGINE = InnoDB;

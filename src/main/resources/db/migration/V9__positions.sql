-- What operators do with positions: every change with who asked for it and why, and what is paused.

CREATE TABLE IF NOT EXISTS position_action (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    action       ENUM ('ACCEPT', 'MOVE', 'PAUSE', 'RESUME') CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic        VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    partition_no INT          NULL COMMENT 'NULL for the whole topic',
    old_topic_id VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    new_topic_id VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    old_offset   BIGINT       NULL,
    new_offset   BIGINT       NULL,
    done_by      VARCHAR(64)  NOT NULL,
    why          VARCHAR(500) NOT NULL,
    create_time  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (id)
) ENGINE = InnoDB;

-- Workers read this every few seconds and apply nothing of what is in it.
CREATE TABLE IF NOT EXISTS paused_partition (
    topic        VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    whole_topic  BOOLEAN      NOT NULL,
    partition_no INT          NOT NULL COMMENT '0 if the whole topic is paused',
    why          VARCHAR(600) NOT NULL,
    create_time  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (topic, whole_topic, partition_no)
) ENGINE = InnoDB;

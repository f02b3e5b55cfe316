-- Which installation this database belongs to: one row, written once, that replicas and backups copy. A worker that meets another
-- row under its database's name refuses to write.

CREATE TABLE IF NOT EXISTS installation (
    id          CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    only_one    BOOLEAN     NOT NULL DEFAULT TRUE,
    create_time DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (only_one),
    CHECK (only_one = TRUE)
) ENGINE = InnoDB;

INSERT INTO installation (id) VALUES (UUID()) ON DUPLICATE KEY UPDATE id = installation.id;

-- Who is logged in to the console, so that every replica of it knows. These are Spring Session's own tables, with its own names: it
-- puts _ATTRIBUTES behind the name of the first one. Its times are epoch milliseconds, by the console's clock.
CREATE TABLE IF NOT EXISTS SPRING_SESSION (
    PRIMARY_ID            CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    SESSION_ID            CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what the cookie says',
    CREATION_TIME         BIGINT       NOT NULL,
    LAST_ACCESS_TIME      BIGINT       NOT NULL,
    MAX_INACTIVE_INTERVAL INT          NOT NULL COMMENT 'seconds',
    EXPIRY_TIME           BIGINT       NOT NULL,
    PRINCIPAL_NAME        VARCHAR(100) NULL,
    PRIMARY KEY (PRIMARY_ID),
    UNIQUE KEY SPRING_SESSION_IX1 (SESSION_ID),
    KEY SPRING_SESSION_IX2 (EXPIRY_TIME),
    KEY SPRING_SESSION_IX3 (PRINCIPAL_NAME)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ATTRIBUTE_NAME     VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ATTRIBUTE_BYTES    MEDIUMBLOB   NOT NULL COMMENT 'a login, as Java writes it',
    PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    CONSTRAINT SPRING_SESSION_ATTRIBUTES_FK FOREIGN KEY (SESSION_PRIMARY_ID) REFERENCES SPRING_SESSION (PRIMARY_ID) ON DELETE CASCADE
) ENGINE = InnoDB;

-- The login links that were used, so that each works once, whichever replica it is opened at.
CREATE TABLE IF NOT EXISTS used_login_link (
    token_digest BINARY(32)  NOT NULL COMMENT 'SHA-256',
    create_time  DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'UTC',
    PRIMARY KEY (token_digest)
) ENGINE = InnoDB;

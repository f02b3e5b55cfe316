-- Under which mapping the records of a partition are read, and since which offset: a replay under another one says so. Records that a
-- mapping's filter leaves out are counted like the others.
ALTER TABLE consumer_position
    ADD COLUMN ignored BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN mapping VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'digest of the mapping; NULL without one',
    ADD COLUMN mapping_since BIGINT NULL COMMENT 'the first offset that was read under it';

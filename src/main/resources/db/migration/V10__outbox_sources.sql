-- Which partition a row of the outbox comes from, and the order of each kind: events do not wait for parked records. Workers of the
-- version before carry on writing rows: theirs have no source.
ALTER TABLE outbox
    ADD COLUMN source_topic VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'whose records led to the row',
    ADD COLUMN source_partition INT NULL,
    ADD KEY outbox_kind (kind, id);

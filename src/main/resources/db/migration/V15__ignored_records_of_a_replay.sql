-- A replay counts the records that a mapping's filter leaves out.
ALTER TABLE backfill_partition
    ADD COLUMN ignored BIGINT NOT NULL DEFAULT 0;

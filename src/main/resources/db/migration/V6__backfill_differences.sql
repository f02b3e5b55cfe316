-- A verification keeps the differences of each partition in the transaction that finishes the partition. The statement can be
-- repeated: it adds the column only if it is missing.
SET @add_differences = IF(
    (SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()
        AND table_name = 'backfill_partition' AND column_name = 'differences') = 0,
    'ALTER TABLE backfill_partition ADD COLUMN differences BIGINT NOT NULL DEFAULT 0 COMMENT ''differences found in this partition''',
    'DO 0');
PREPARE add_differences FROM @add_differences;
EXECUTE add_differences;
DEALLOCATE PREPARE add_differences;

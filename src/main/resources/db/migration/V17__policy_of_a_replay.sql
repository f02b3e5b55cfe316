-- A replay records the risk policy that it replays under. If rows differ, another policy is named as a possible cause.
ALTER TABLE backfill_run
    ADD COLUMN policy VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'half-life in ms, cap, starts of MEDIUM, HIGH, CRITICAL';

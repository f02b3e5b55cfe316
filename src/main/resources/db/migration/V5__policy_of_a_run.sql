-- A run of reconcile records the risk policy that it checks by: a level of an earlier policy is to be computed anew, and no drift.
ALTER TABLE reconcile_run
    ADD COLUMN policy VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'half-life in ms, cap, starts of MEDIUM, HIGH, CRITICAL',
    ADD COLUMN levels_to_recompute BIGINT NOT NULL DEFAULT 0 COMMENT 'accounts with a level of an earlier policy';

-- An account may have a million parked records, and one action may take them all.
ALTER TABLE redrive_action
    MODIFY COLUMN record_ids MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the records it took, when it is done';

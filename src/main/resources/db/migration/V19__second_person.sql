-- An action may need a second person. A worker takes it after that person confirmed it, and ends it if nobody did in time.
ALTER TABLE operator_action
    ADD COLUMN confirm_seconds INT         NULL COMMENT 'within so long after create_time somebody else confirms it; NULL if nobody has to',
    ADD COLUMN confirmed_by    VARCHAR(64) NULL,
    ADD COLUMN confirmed_at    DATETIME(3) NULL;

-- The id of an event and that of a command may be the same: they come from two topics, and each takes effect once among its own.
-- The column follows from what is there, so workers of the version before go on writing. The table is copied, and batches that
-- touch it wait meanwhile.
ALTER TABLE account_entry
    ADD COLUMN of_command BOOLEAN GENERATED ALWAYS AS (kind <> 'ADD') STORED NOT NULL COMMENT 'whether entry_id is the id of a command',
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (account_uuid, entry_id, of_command);

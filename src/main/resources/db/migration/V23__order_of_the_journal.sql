-- The console shows the journal of one account newest first, however long it is.
ALTER TABLE account_entry
    ADD KEY account_entry_version (account_uuid, of_command, version), ALGORITHM = INPLACE, LOCK = NONE;

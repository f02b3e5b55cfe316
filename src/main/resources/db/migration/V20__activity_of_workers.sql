-- What a worker alone knows: hot accounts and what kept transactions from committing in its last minutes, and its risk policy. NULL from
-- a worker of an earlier version.
ALTER TABLE worker_report
    ADD COLUMN activity MEDIUMTEXT NULL COMMENT 'a JSON object';

-- What a worker knows of its last minutes: hot accounts, and what kept transactions from committing. NULL from a worker of an earlier version.
ALTER TABLE worker_report
    ADD COLUMN activity MEDIUMTEXT NULL COMMENT 'a JSON object';

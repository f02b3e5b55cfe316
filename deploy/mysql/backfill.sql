-- What backfill needs beyond grants.sql. If you use backfill, an administrator runs this after the first migration, and after each
-- migration that adds a table of backfill.

-- verify and repair run as the jobs' user. They store their progress and what they found, and build the tables they compare with in a second schema.
GRANT SELECT, INSERT, UPDATE ON account_risk.backfill_run TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.backfill_partition TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.backfill_progress TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT ON account_risk.backfill_difference TO 'account_risk_jobs'@'%';
CREATE DATABASE IF NOT EXISTS account_risk_shadow;
GRANT ALL ON account_risk_shadow.* TO 'account_risk_jobs'@'%';

-- rebuild replaces tables, the journal among them, so it has its own user. Unlock the user for the run and lock it afterwards: ALTER USER 'account_risk_rebuild'@'%' IDENTIFIED BY '...' ACCOUNT UNLOCK.
CREATE USER IF NOT EXISTS 'account_risk_rebuild'@'%' REQUIRE SSL ACCOUNT LOCK;
CREATE DATABASE IF NOT EXISTS account_risk_replaced;
GRANT SELECT, LOCK TABLES ON account_risk.* TO 'account_risk_rebuild'@'%';
-- It replaces these tables and no others: neither the audit nor what operators asked for. An earlier version of this file let it.
REVOKE IF EXISTS INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.* FROM 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.account TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.account_balance TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.account_entry TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.account_head TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.account_hold TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.account_reference TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.account_risk TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.consumer_position TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON account_risk.parked_record TO 'account_risk_rebuild'@'%';
-- The table that it tries its rights on before it begins, its progress, and what it found.
GRANT INSERT, CREATE, ALTER, DROP ON account_risk.backfill_probe TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE ON account_risk.backfill_run TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE ON account_risk.backfill_partition TO 'account_risk_rebuild'@'%';
GRANT INSERT, UPDATE ON account_risk.backfill_progress TO 'account_risk_rebuild'@'%';
GRANT INSERT ON account_risk.backfill_difference TO 'account_risk_rebuild'@'%';
GRANT ALL ON account_risk_shadow.* TO 'account_risk_rebuild'@'%';
GRANT ALL ON account_risk_replaced.* TO 'account_risk_rebuild'@'%';

-- What backfill needs beyond grants.sql; run by an administrator after the first migration, where backfill is used at all.

-- verify and repair, under the jobs' user: they keep their progress, and build what they compare with in a schema beside.
GRANT SELECT, INSERT, UPDATE ON account_risk.backfill_run TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.backfill_partition TO 'account_risk_jobs'@'%';
CREATE DATABASE IF NOT EXISTS account_risk_shadow;
GRANT ALL ON account_risk_shadow.* TO 'account_risk_jobs'@'%';

-- rebuild puts tables in the place of others, the journal among them, so it has a user of its own. Open it for the run
-- and lock it again: ALTER USER 'account_risk_rebuild'@'%' IDENTIFIED BY '...' ACCOUNT UNLOCK.
CREATE USER IF NOT EXISTS 'account_risk_rebuild'@'%' REQUIRE SSL ACCOUNT LOCK;
CREATE DATABASE IF NOT EXISTS account_risk_replaced;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, LOCK TABLES
    ON account_risk.* TO 'account_risk_rebuild'@'%';
GRANT ALL ON account_risk_shadow.* TO 'account_risk_rebuild'@'%';
GRANT ALL ON account_risk_replaced.* TO 'account_risk_rebuild'@'%';

-- What backfill needs beyond grants.sql. If you use backfill, an administrator runs this after the first migration.

-- verify and repair run as the jobs' user. They store their progress, and build the tables they compare with in a second schema.
GRANT SELECT, INSERT, UPDATE ON account_risk.backfill_run TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.backfill_partition TO 'account_risk_jobs'@'%';
CREATE DATABASE IF NOT EXISTS account_risk_shadow;
GRANT ALL ON account_risk_shadow.* TO 'account_risk_jobs'@'%';

-- rebuild replaces tables, the journal among them, so it has its own user. Unlock the user for the run and lock it afterwards: ALTER USER 'account_risk_rebuild'@'%' IDENTIFIED BY '...' ACCOUNT UNLOCK.
CREATE USER IF NOT EXISTS 'account_risk_rebuild'@'%' REQUIRE SSL ACCOUNT LOCK;
CREATE DATABASE IF NOT EXISTS account_risk_replaced;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, LOCK TABLES
    ON account_risk.* TO 'account_risk_rebuild'@'%';
GRANT ALL ON account_risk_shadow.* TO 'account_risk_rebuild'@'%';
GRANT ALL ON account_risk_replaced.* TO 'account_risk_rebuild'@'%';

-- The database users, each with the rights it needs and no more. An administrator runs this once, after CREATE DATABASE
-- account_risk and before the first migration: mysql < users.sql. Then give each user a password (see the end).
--
-- None of them may change or delete a journal row, grant rights, or use a privilege of the whole server.

-- The schema's user. Only the migration job has its password, and only while it runs.
CREATE USER IF NOT EXISTS 'account_risk_migration'@'%' REQUIRE SSL ACCOUNT LOCK;
GRANT CREATE, ALTER, DROP, INDEX, REFERENCES, SELECT, INSERT, UPDATE, DELETE
    ON account_risk.* TO 'account_risk_migration'@'%';

-- The worker's user. It cannot change the schema. Its grants name tables, which the migration creates: see grants.sql.
CREATE USER IF NOT EXISTS 'account_risk_worker'@'%' REQUIRE SSL ACCOUNT LOCK;

-- The user of the jobs: reconcile, redrive and backfill. Only a rebuild has another user, because it replaces tables: see backfill.sql.
CREATE USER IF NOT EXISTS 'account_risk_jobs'@'%' REQUIRE SSL ACCOUNT LOCK;

-- The console's user. It reads, and adds rows to the audit and to the actions that workers carry out.
CREATE USER IF NOT EXISTS 'account_risk_console'@'%' REQUIRE SSL ACCOUNT LOCK;

-- Give each user a password and unlock it, from a session that keeps no history:
--   ALTER USER 'account_risk_worker'@'%' IDENTIFIED BY '...' ACCOUNT UNLOCK;
-- To change a password without downtime, keep the old one valid until every worker uses the new one:
--   ALTER USER 'account_risk_worker'@'%' IDENTIFIED BY '...' RETAIN CURRENT PASSWORD;
--   ... replace the secret: a worker reads the file again and opens new connections with it ...
--   ALTER USER 'account_risk_worker'@'%' DISCARD OLD PASSWORD;

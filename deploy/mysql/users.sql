-- The database users, each with what it needs and no more. Run once by an administrator, after CREATE DATABASE account_risk
-- and before the first migration: mysql < users.sql. Then give each user its password (see the end).
--
-- What every one of them lacks: deleting or changing a journal row, any privilege of the server, granting.

-- The schema's user. Only the migration job has its password, and only while it runs.
CREATE USER IF NOT EXISTS 'account_risk_migration'@'%' REQUIRE SSL ACCOUNT LOCK;
GRANT CREATE, ALTER, DROP, INDEX, REFERENCES, SELECT, INSERT, UPDATE, DELETE
    ON account_risk.* TO 'account_risk_migration'@'%';

-- The worker's user. It cannot change the schema; its grants name tables, which the migration makes: see grants.sql.
CREATE USER IF NOT EXISTS 'account_risk_worker'@'%' REQUIRE SSL ACCOUNT LOCK;

-- The jobs' user: reconcile, redrive, and backfill except for a rebuild, which moves tables: see backfill.sql.
CREATE USER IF NOT EXISTS 'account_risk_jobs'@'%' REQUIRE SSL ACCOUNT LOCK;

-- Give each a password and open it, from a session that keeps no history:
--   ALTER USER 'account_risk_worker'@'%' IDENTIFIED BY '...' ACCOUNT UNLOCK;
-- To rotate it without an end of service, the old one stays good until the new one is everywhere:
--   ALTER USER 'account_risk_worker'@'%' IDENTIFIED BY '...' RETAIN CURRENT PASSWORD;
--   ... replace the secret; a worker reads the file again and takes new connections with it ...
--   ALTER USER 'account_risk_worker'@'%' DISCARD OLD PASSWORD;

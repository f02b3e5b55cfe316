package dev.accountrisk.bench;

import org.flywaydb.core.Flyway;

/** The worker's own tables, made by its own migrations. */
final class Schema {
    private Schema() {}

    static void create(BenchServers servers, String database) {
        Flyway.configure()
                .dataSource(servers.jdbcUrl(database), servers.mysqlUser(), servers.mysqlPassword())
                .load()
                .migrate();
    }
}

package dev.accountrisk.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard's file. */
final class Dashboard {
    private static final Path FILE = Path.of("deploy", "observability", "dashboard.json");

    private Dashboard() {}

    /** What its panels ask for, as Grafana would send it for a view of a minute. */
    static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : JsonMapper.shared().readTree(Files.readString(FILE)).get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(target.get("expr").asString().replace("$__rate_interval", "10s"));
            }
        }
        return queries;
    }
}

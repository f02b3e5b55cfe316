package dev.accountrisk.badhouse.wire;

import dev.accountrisk.badhouse.account.GoesUpstairs;
import tools.jackson.databind.json.JsonMapper;

public final class BindsObjects {
    GoesUpstairs read(String json) {
        return new JsonMapper().readValue(json, GoesUpstairs.class);
    }
}

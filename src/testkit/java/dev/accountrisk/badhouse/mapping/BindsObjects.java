package dev.accountrisk.badhouse.mapping;

import tools.jackson.databind.json.JsonMapper;

final class BindsObjects {
    String read(String json) {
        return new JsonMapper().readValue(json, String.class);
    }
}

package dev.accountrisk.badhouse.decoder;

import tools.jackson.databind.json.JsonMapper;

final class BindsObjects {
    String read(String json) {
        return new JsonMapper().readValue(json, String.class);
    }
}

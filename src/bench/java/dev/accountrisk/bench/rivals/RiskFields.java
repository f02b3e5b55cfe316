package dev.accountrisk.bench.rivals;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads the four fields that matter, and looks at nothing else. */
final class RiskFields {
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    RiskRow read(byte[] value) {
        String accountUuid = "";
        String eventId = "";
        double risk = 0;
        long occurredAtMillis = 0;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value, 0, value.length)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken token = json.nextToken();
                switch (name) {
                    case "eventId" -> eventId = json.getString();
                    case "accountUuid" -> accountUuid = json.getString();
                    case "risk" -> risk = json.getDoubleValue();
                    case "occurredAt" -> occurredAtMillis = json.getLongValue();
                    default -> {
                        if (token.isStructStart()) {
                            json.skipChildren();
                        }
                    }
                }
            }
        }
        return new RiskRow(accountUuid, eventId, risk, occurredAtMillis);
    }
}

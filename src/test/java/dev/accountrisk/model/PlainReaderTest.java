package dev.accountrisk.model;

import static dev.accountrisk.model.ModelDriver.COMMANDS;
import static dev.accountrisk.model.ModelDriver.NOW;
import static dev.accountrisk.model.ModelDriver.RISK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bytes are a record and which are parked with what reason. */
class PlainReaderTest {
    private final ModelDriver driver = new ModelDriver();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "not parked | {'eventId':'e','accountUuid':'8','risk':0,'occurredAt':1}",
            "not parked | {'eventId':'e','accountUuid':'8','risk':1e6,'occurredAt':'1970-01-01T00:00:00.001Z'}",
            "not parked | {'eventId':'e','accountUuid':'8','risk':1,'occurredAt':1,'type':null,'x':[{'y':1}]}",
            "NOT_JSON | {'eventId':'e'",
            "NOT_JSON | {} {}",
            "NOT_JSON | []",
            "NOT_JSON | {'risk':NaN}",
            "NOT_JSON | {'risk':01}",
            "DUPLICATE_FIELD | {'eventId':'e','eventId':'e'}",
            "DUPLICATE_FIELD | {'x':{'y':1,'y':2}}",
            "MISSING_FIELD | {'eventId':7,'accountUuid':'8','risk':1}",
            "MISSING_FIELD | {'eventId':'e','accountUuid':'8','risk':null,'occurredAt':1}",
            "WRONG_TYPE | {'eventId':'e','accountUuid':8,'risk':-1,'occurredAt':1}",
            "WRONG_TYPE | {'eventId':'e','accountUuid':'8','risk':'1','occurredAt':1}",
            "WRONG_TYPE | {'eventId':'e','accountUuid':'8','risk':1,'occurredAt':'noon'}",
            "BAD_ID | {'eventId':'','accountUuid':'8','risk':-1,'occurredAt':1}",
            "BAD_ID | {'eventId':'0199F1A2-7c11-7000-8000-5c1e0b6f2a10','accountUuid':'8','risk':1,'occurredAt':1}",
            "OUT_OF_RANGE | {'eventId':'e','accountUuid':'8','risk':-1,'occurredAt':1,'type':'MUL'}",
            "OUT_OF_RANGE | {'eventId':'e','accountUuid':'8','risk':1000000.1,'occurredAt':1}",
            "OUT_OF_RANGE | {'eventId':'e','accountUuid':'8','risk':1e999,'occurredAt':1}",
            "OUT_OF_RANGE | {'eventId':'e','accountUuid':'8','risk':1,'occurredAt':1,'sequence':-1}",
            "UNKNOWN_TYPE | {'eventId':'e','accountUuid':'9','risk':1,'occurredAt':1,'type':'set'}",
            "KEY_MISMATCH | {'eventId':'e','accountUuid':'9','risk':1,'occurredAt':9999999999999}",
            "FROM_THE_FUTURE | {'eventId':'e','accountUuid':'8','risk':1,'occurredAt':9999999999999}"
    })
    void riskUpdates(String reason, String json) {
        driver.send(RISK, "8", json.replace('\'', '"'));
        assertThat(driver.lastReason(RISK)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "not parked | CREDIT | ,'amount':'00000000000000000000000000001.50000000000000000000000'",
            "not parked | CREDIT | ,'amount':1e19",
            "not parked | FREEZE | ,'amount':1,'holdId':'123456789012345678901234567890123456789012345678901234567'",
            "BAD_ID | FREEZE | ,'amount':1,'holdId':'123456789012345678901234567890123456789012345678901234567x'",
            "MISSING_FIELD | OPEN | ''",
            "MISSING_FIELD | SETTLE | ,'holdId':'h'",
            "WRONG_TYPE | CREDIT | ,'amount':'1e3'",
            "WRONG_TYPE | CREDIT | ,'amount':'-1'",
            "WRONG_TYPE | CREDIT | ,'amount':'.5'",
            "OUT_OF_RANGE | CREDIT | ,'amount':-1",
            "OUT_OF_RANGE | CREDIT | ,'amount':0.0",
            "OUT_OF_RANGE | CREDIT | ,'amount':1e20",
            "OUT_OF_RANGE | CREDIT | ,'amount':1e-19",
            "OUT_OF_RANGE | CREDIT | ,'amount':1e99999999999",
            "UNKNOWN_TYPE | credit | ,'amount':1"
    })
    void commands(String reason, String type, String more) {
        driver.command("8", "c", type, more.replace('\'', '"').replace("\"\"", ""));
        assertThat(driver.lastReason(COMMANDS)).isEqualTo(reason);
    }

    @Test
    void theSkewIsAllowedToTheMillisecond() {
        assertThat(driver.set("8", "a", 1, NOW + 300_000)).isEqualTo(Outcome.APPLIED);
        assertThat(driver.set("8", "b", 1, NOW + 300_001)).isEqualTo(Outcome.PARKED);
    }

    @Test
    void everyKindOfBrokenRecordIsBrokenInOnePlaceOnly() {
        List<String> reasons = new ArrayList<>();
        for (int kind = 0; kind < BrokenRecords.kinds(); kind++) {
            driver.send(BrokenRecords.make(kind, RISK, "8", "eventId", "e", "\"risk\":1", NOW));
            reasons.add(driver.lastReason(RISK));
        }
        assertThat(reasons).containsExactly(
                "EMPTY",
                "EMPTY",
                "NOT_JSON",
                "TOO_LARGE",
                "NOT_JSON",
                "NOT_JSON",
                "NOT_JSON",
                "DUPLICATE_FIELD",
                "MISSING_FIELD",
                "WRONG_TYPE",
                "BAD_ID",
                "FROM_THE_FUTURE",
                "KEY_MISMATCH",
                "KEY_MISMATCH",
                "NOT_JSON");
    }

    @Test
    void aValueMayHaveSixtyFourKibibytesAndSixteenLevels() {
        String start = "{\"eventId\":\"e\",\"accountUuid\":\"8\",\"risk\":1,\"occurredAt\":1,\"x\":";
        String exact = start + "\"" + "y".repeat(65_536 - start.length() - 3) + "\"}";
        assertThat(driver.send(RISK, "8", exact)).isEqualTo(Outcome.APPLIED);
        driver.send(RISK, "8", exact + " ");
        assertThat(driver.lastReason(RISK)).isEqualTo("TOO_LARGE");
        assertThat(driver.send(RISK, "8", start + "[".repeat(15) + "]".repeat(15) + "}"))
                .isEqualTo(Outcome.DUPLICATE);
    }
}

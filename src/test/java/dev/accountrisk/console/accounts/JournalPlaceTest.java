package dev.accountrisk.console.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.console.page.BadQuestionException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a journal: no entry is on two of them, or on none. */
class JournalPlaceTest {
    private static final Instant NOW = Instant.parse("2026-11-29T14:00:00Z");

    private static Entry entry(String kind, long version, int second) {
        return new Entry(kind + version, kind, version, null, null, "APPLIED", null, null, null, null, null, null, null,
                NOW, "t", 0, version, NOW.plusSeconds(second));
    }

    @Test
    void aPlaceIsReadAsItIsWritten() {
        JournalPlace place = JournalPlace.NEWEST.after(entry("CREDIT", 120, 0));
        assertThat(JournalPlace.read(place.toString()).command()).isEqualTo(120);
        assertThat(JournalPlace.read(place.toString()).addition()).isGreaterThan(1_000_000_000_000_000L);
        assertThat(JournalPlace.read(place.after(entry("ADD", 7, 0)).toString())).hasToString("c120a7");
        assertThat(JournalPlace.read("")).isEqualTo(JournalPlace.NEWEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"120", "c120", "a7c120", "c-1a7", "c1a1234567890123456789", "c1a2'"})
    void anythingElseIsABadQuestion(String text) {
        assertThatThrownBy(() -> JournalPlace.read(text)).isInstanceOf(BadQuestionException.class);
    }

    @Test
    void commandsAndAdditionsAreMergedNewestFirstAndKeepTheOrderOfTheirVersions() {
        List<Entry> commands = List.of(entry("CREDIT", 9, 30), entry("DEBIT", 8, 50), entry("CREDIT", 7, 10));
        List<Entry> additions = List.of(entry("ADD", 4, 40), entry("ADD", 3, 5));
        assertThat(AccountReader.newestFirst(commands, additions)).extracting(Entry::entryId)
                .as("a clock went back between versions 8 and 9")
                .containsExactly("ADD4", "CREDIT9", "DEBIT8", "CREDIT7", "ADD3");
    }
}

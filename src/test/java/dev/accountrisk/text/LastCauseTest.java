package dev.accountrisk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One line per change. */
class LastCauseTest {
    private final LastCause cause = new LastCause();

    @Test
    void theSameTroubleWithOtherNumbersIsNoChange() {
        assertThat(cause.changesTo("no answer within 2003 ms")).isTrue();
        assertThat(cause.changesTo("no answer within 2011 ms")).isFalse();
        assertThat(cause.changesTo("denied")).isTrue();
    }

    @Test
    void anotherCodeIsAChange() {
        assertThat(cause.changesTo("refused, code 1045")).isTrue();
        assertThat(cause.changesTo("refused, code 1142")).isTrue();
        assertThat(cause.changesTo("refused (MySQL error 1142)")).isTrue();
        assertThat(cause.changesTo("refused (MySQL error 1143)")).isTrue();
    }

    @Test
    void aTroubleThatEndedAndComesBackIsAChange() {
        assertThat(cause.ends()).as("there was none").isFalse();
        assertThat(cause.changesTo("denied")).isTrue();
        assertThat(cause.ends()).isTrue();
        assertThat(cause.ends()).isFalse();
        assertThat(cause.changesTo("denied")).isTrue();
    }
}

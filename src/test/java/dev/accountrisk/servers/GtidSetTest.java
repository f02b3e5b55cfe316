package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GtidSetTest {
    @Test
    void countsTheTransactionsOfEverySource() {
        assertThat(GtidSet.count("")).isZero();
        assertThat(GtidSet.count("3e11fa47-71ca-11e1-9e33-c80aa9429562:5")).isOne();
        assertThat(GtidSet.count("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:8")).isEqualTo(6);
        assertThat(GtidSet.count("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,\n"
                + "4e11fa47-71ca-11e1-9e33-c80aa9429562:2-3:10-12")).isEqualTo(10);
    }
}

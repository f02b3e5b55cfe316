package dev.accountrisk.backfill.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.engine.TopicTable;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two tables are compared row by row: a row that one side lacks, and each column that differs. */
class ComparisonTest {
    private static final ComparedTable TABLE = ComparedTable
            .of(TopicTable.of("account_balance", List.of("account_uuid", "asset"), "balance", "frozen"));

    @Test
    void equalRowsDoNotDiffer() throws SQLException {
        assertThat(compare(List.<String[]>of(row("a", "X", "1", "0")), List.<String[]>of(row("a", "X", "1", "0"))))
                .isEmpty();
        assertThat(compare(List.of(), List.of())).isEmpty();
    }

    @Test
    void aRowThatOneSideLacksIsNamedAndTheRestIsStillCompared() throws SQLException {
        List<String[]> live = List.of(row("a", "X", "1", "0"), row("c", "X", "1", "0"), row("d", "X", "1", "0"));
        List<String[]> replayed = List.of(row("b", "X", "1", "0"), row("c", "X", "2", "1"), row("e", "X", "1", "0"));
        assertThat(compare(live, replayed)).extracting(Difference::key)
                .containsExactly("a X", "b X", "c X", "d X", "e X");
        assertThat(compare(live, replayed).get(2).fields())
                .isEqualTo("balance is 1, replayed 2, frozen is 0, replayed 1");
    }

    @Test
    void offsetsAreOrderedAsNumbers() throws SQLException {
        ComparedTable parked = ComparedTable.PARKED;
        List<String[]> live = List.of(parked("9"), parked("10"));
        assertThat(Comparison.compare(parked, rows(live), rows(live)).get().count()).isZero();
        assertThat(Comparison.compare(parked, rows(live), rows(List.<String[]>of(parked("10")))).get().first())
                .extracting(Difference::key)
                .containsExactly("t 0 9");
    }

    @Test
    void aDifferenceNamesTheAccountThatItIsAbout() throws SQLException {
        ComparedTable parked = ComparedTable.PARKED;
        ComparedTable reference = ComparedTable
                .of(TopicTable.of("account_reference", List.of("external_ref"), "account_uuid"));
        ComparedTable none = ComparedTable.of(TopicTable.of("other", List.of("id"), "value"));

        assertThat(compare(List.of(), List.<String[]>of(row("b", "X", "1", "0")))).extracting(Difference::account)
                .containsExactly("b");
        assertThat(accounts(parked, parked("9"))).containsExactly("a");
        assertThat(accounts(reference, row("ref", "c"))).containsExactly("c");
        assertThat(accounts(none, row("1", "2"))).containsOnlyNulls();
    }

    private static List<@Nullable String> accounts(ComparedTable table, String[] live) throws SQLException {
        return Comparison.compare(table, rows(List.<String[]>of(live)), rows(List.of()))
                .get()
                .first()
                .stream()
                .<@Nullable String>map(Difference::account)
                .toList();
    }

    /** A topic's name is a value, whatever characters it has. */
    @Test
    void topicsAreParametersOfTheStatement() {
        Map<String, String> topics = Map.of("it's", "id");
        assertThat(TABLE.parameters(topics)).isEmpty();
        ComparedTable parked = ComparedTable.PARKED;
        assertThat(parked.select("s", topics)).contains("(source_topic = ? AND source_topic_id = ?)")
                .doesNotContain("it's");
        assertThat(parked.parameters(topics)).containsExactly("it's", "id");
    }

    private static List<Difference> compare(List<String[]> live, List<String[]> replayed) throws SQLException {
        return Comparison.compare(TABLE, rows(live), rows(replayed)).get().first();
    }

    private static String[] row(String... values) {
        return values;
    }

    private static String[] parked(String offset) {
        return row("t", "0", offset, "a", "id", "NOT_JSON", "PARKED", "1", "2");
    }

    private static SortedRows rows(List<String[]> rows) {
        Iterator<String[]> rest = rows.iterator();
        return new SortedRows() {
            private @Nullable String @Nullable [] current = rest.hasNext() ? rest.next() : null;

            @Override
            public @Nullable String @Nullable [] current() {
                return current;
            }

            @Override
            public void next() {
                current = rest.hasNext() ? rest.next() : null;
            }
        };
    }
}

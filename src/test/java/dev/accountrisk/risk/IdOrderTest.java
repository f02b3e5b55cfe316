package dev.accountrisk.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IdOrderTest {
    @Property
    void isTheOrderOfTheTable(@ForAll("ids") Set<String> ids) {
        assertSorted(ids);
    }

    @Example
    void alsoOfManyThatBeginAlike() {
        assertSorted(IntStream.range(0, 30_000).mapToObj(i -> "account-" + i * 7).collect(Collectors.toSet()));
        assertSorted(IntStream.range(0, 30_000)
                .mapToObj(i -> UUID.nameUUIDFromBytes(new byte[]{(byte) i, (byte) (i >> 8)}).toString())
                .collect(Collectors.toSet()));
    }

    @Example
    void andOfNone() {
        assertSorted(Set.of());
    }

    private static void assertSorted(Set<String> ids) {
        assertThat(List.of(IdOrder.sorted(ids, id -> id, String[]::new))).isEqualTo(List.copyOf(new TreeSet<>(ids)));
    }

    @Provide
    Arbitrary<Set<String>> ids() {
        return Arbitraries.strings().withChars("aabAZ09._:-").ofMinLength(1).ofMaxLength(12).set().ofMaxSize(60);
    }
}

package dev.accountrisk.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Each side's kinds, shuffled; a kind comes again only when all others of its side have come, over all rounds. */
final class FaultDecks {
    private final Set<FaultKind> kinds;
    private final Map<FaultKind.Side, List<FaultKind>> decks = new EnumMap<>(FaultKind.Side.class);

    /** Of these kinds and no others. */
    FaultDecks(Set<FaultKind> kinds) {
        this.kinds = kinds;
    }

    synchronized FaultKind draw(FaultKind.Side side, SplittableRandom random) {
        List<FaultKind> deck = decks.computeIfAbsent(side, any -> new ArrayList<>());
        if (deck.isEmpty()) {
            for (FaultKind kind : kinds) {
                if (kind.side() == side) {
                    deck.add(kind);
                }
            }
        }
        return deck.remove(random.nextInt(deck.size()));
    }

    /** The kind could not be done this time, and will come again. */
    synchronized void putBack(FaultKind kind) {
        decks.computeIfAbsent(kind.side(), any -> new ArrayList<>()).add(kind);
    }
}

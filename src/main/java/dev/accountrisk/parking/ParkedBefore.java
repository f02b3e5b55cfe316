package dev.accountrisk.parking;

import dev.accountrisk.engine.record.Source;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which records of some slices were parked when they were read before. Each slice is of another partition. */
public final class ParkedBefore {
    private final Map<Place, ParkedState> states = new HashMap<>();

    private record Place(String topic, int partition, long offset) {}

    void add(String topic, int partition, long offset, ParkedState state) {
        states.put(new Place(topic, partition, offset), state);
    }

    /** The state of a record that was parked before; null if it was not. */
    public @Nullable ParkedState stateOf(Source source, long offset) {
        return states.isEmpty() ? null : states.get(new Place(source.topic(), source.partition(), offset));
    }
}

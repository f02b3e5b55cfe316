package dev.accountrisk.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Names the parked records of a partition: topic, topic id, partition and offsets, separated by single spaces. */
record ParkedNote(String topic, String topicId, int partition, List<Long> offsets) {

    byte[] pack() {
        String text = offsets.stream()
                .map(Object::toString)
                .collect(Collectors.joining(" ", topic + " " + topicId + " " + partition + " ", ""));
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static ParkedNote unpack(byte[] packed) {
        String[] words = new String(packed, StandardCharsets.US_ASCII).split(" ", -1);
        return new ParkedNote(words[0], words[1], Integer.parseInt(words[2]),
                Arrays.stream(words).skip(3).map(Long::valueOf).toList());
    }
}

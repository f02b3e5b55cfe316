package dev.accountrisk.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The files that a broker keeps of one partition. The broker must be down, and have ended in its own time. */
final class BrokerLog {
    /** A batch begins with its first offset and the length of what follows the two. */
    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    private final Path folder;

    BrokerLog(Path folder) {
        this.folder = folder;
    }

    /** Changes the last bit of the batch that begins at this offset, as a bad disk does. A second time mends it. */
    void flipLastBit(long firstOffset) throws IOException {
        try (FileChannel file = FileChannel.open(segment(firstOffset), StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            long last = endOfBatch(file, firstOffset) - 1;
            ByteBuffer bits = ByteBuffer.allocate(1);
            file.read(bits, last);
            bits.put(0, (byte) (bits.get(0) ^ 1)).rewind();
            file.write(bits, last);
            file.force(true);
        }
    }

    private Path segment(long offset) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> firstOffset(file) <= offset)
                    .max(Comparator.comparingLong(BrokerLog::firstOffset))
                    .orElseThrow();
        }
    }

    private static long firstOffset(Path segment) {
        return Long.parseLong(segment.getFileName().toString().replace(".log", ""));
    }

    private static long endOfBatch(FileChannel file, long firstOffset) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        for (long at = 0; at < file.size();) {
            file.read(header.clear(), at);
            long end = at + HEADER_BYTES + header.getInt(Long.BYTES);
            if (header.getLong(0) == firstOffset) {
                return end;
            }
            at = end;
        }
        throw new IOException("no batch begins at " + firstOffset + " in " + file);
    }
}

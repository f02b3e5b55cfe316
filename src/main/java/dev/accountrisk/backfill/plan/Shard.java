package dev.accountrisk.backfill.plan;

/**
 * The part of the partitions that one of several processes takes.
 *
 * @param index from 0
 */
public record Shard(int index, int count) {
    /** All of them. */
    public static final Shard WHOLE = new Shard(0, 1);

    /** Checks the bounds. */
    public Shard {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("--shard: I/N needs I from 0 to N - 1");
        }
    }

    /** Reads {@code I/N}. */
    public static Shard parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("--shard: must be I/N, such as 0/6");
        }
        try {
            return new Shard(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--shard: must be I/N, such as 0/6", notANumber);
        }
    }

    /** Whether a partition is of this part. */
    public boolean owns(int partition) {
        return partition % count == index;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}

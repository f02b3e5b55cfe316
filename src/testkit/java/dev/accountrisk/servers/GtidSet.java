package dev.accountrisk.servers;

/** A set of transactions as MySQL writes it: {@code uuid:1-5:8,uuid:3}. */
final class GtidSet {
    private GtidSet() {}

    /** How many transactions are in it. */
    static long count(String set) {
        long count = 0;
        for (String source : set.replaceAll("\\s", "").split(",", -1)) {
            String[] parts = source.split(":", -1);
            for (int index = 1; index < parts.length; index++) {
                count += length(parts[index]);
            }
        }
        return count;
    }

    private static long length(String interval) {
        int dash = interval.indexOf('-');
        return dash < 0
                ? 1
                : Long.parseLong(interval.substring(dash + 1)) - Long.parseLong(interval.substring(0, dash)) + 1;
    }
}

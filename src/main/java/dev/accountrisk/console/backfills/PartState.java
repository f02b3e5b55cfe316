package dev.accountrisk.console.backfills;

/** What happens to a partition of a backfill. */
enum PartState {
    /** All of it is replayed. */
    DONE("✓ done"),
    /** A process replays it. */
    MOVES("under way"),
    /** The process at work has not begun it. */
    WAITS("waits for its turn"),
    /** The process that worked on it does not report any more. */
    SILENT("△ not reporting"),
    /** The run was told to stop, failed, or another took its place. */
    STOPPED("△ not done"),
    /** No process has reported on it. */
    UNKNOWN("unknown");

    private final String says;

    PartState(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}

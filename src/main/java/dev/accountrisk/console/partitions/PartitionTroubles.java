package dev.accountrisk.console.partitions;

import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.page.Trouble.Weight;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with partitions and workers, what it means, and what to do. Pure code. */
public final class PartitionTroubles {
    private static final String PAGE = "/partitions";

    private PartitionTroubles() {}

    /** The worst first. */
    public static List<Trouble> of(Progress progress) {
        List<Trouble> troubles = new ArrayList<>();
        if (progress.reporting().isEmpty()) {
            troubles.add(new Trouble(Weight.BAD, "No worker reports.",
                    "Nothing is applied, or the workers do not reach MySQL. Records wait in Kafka, and none is lost.",
                    "Look for the workers' pods and read the log of one. Lag and owners are unknown until one reports.",
                    PAGE));
            return troubles;
        }
        progress.notRunning().forEach(partition -> troubles.add(of(partition)));
        progress.workers()
                .stream()
                .filter(WorkerView::silent)
                .forEach(worker -> troubles.add(new Trouble(Weight.WARN,
                        worker.host() + " does not report any more.",
                        "It was killed, or it does not reach MySQL. Other workers take its partitions over.",
                        "If it does not come back, read the end of its log.", PAGE)));
        return troubles;
    }

    private static Trouble of(PartitionView partition) {
        String name = partition.name();
        if (partition.pausedWhy() != null) {
            return new Trouble(Weight.WARN, name + " is paused by " + partition.pausedWhy() + ".", waiting(partition),
                    "Run positions resume when the reason is gone.", PAGE);
        }
        return switch (partition.status()) {
            case "STOPPED" -> new Trouble(Weight.BAD, name + " stopped at offset " + partition.nextOffset() + ": "
                    + partition.cause() + ".", waiting(partition) + " Nothing is skipped until a person decides.",
                    "Run positions list, then decide with positions accept or positions move.", PAGE);
            case PartitionView.NO_WORKER -> new Trouble(Weight.BAD, name + " has no worker.", waiting(partition),
                    "Are enough workers running? A partition gets a worker again within seconds of a rebalance.", PAGE);
            case "OPENING" -> new Trouble(Weight.WARN, name + " is being opened.", waiting(partition),
                    "Nothing, if it takes seconds. If it stays, read the worker's log.", PAGE);
            default -> new Trouble(Weight.WARN, name + " waits: " + partition.cause() + ".", waiting(partition),
                    "The worker tries again by itself. Repair the server that it names.", PAGE);
        };
    }

    private static String waiting(PartitionView partition) {
        Long lag = partition.lag();
        return lag == null
                ? "How many of its records wait is unknown."
                : lag + (lag == 1 ? " of its records waits" : " of its records wait") + ", and none is lost.";
    }
}

package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cuts one server of this machine off from the others of its cluster, as a broken switch does: packets between them vanish, and no connection
 * is closed. Clients still reach all of them. The machine knows the server's packets by the Unix group that it runs as, so the server must be started
 * by {@link #start}.
 */
final class NetworkCut {
    private static final String FILTER = "iptables";

    private final int id;
    private final String chain;
    private final List<Integer> own;
    private final List<Integer> others;
    private boolean cut;

    /**
     * Nothing is cut yet.
     *
     * @param own    the ports where the other servers of the cluster reach this one, and no client does
     * @param others the ports where this one reaches them
     */
    NetworkCut(List<Integer> own, List<Integer> others) {
        this.id = own.getFirst();
        this.chain = "account-risk-" + id;
        this.own = List.copyOf(own);
        this.others = List.copyOf(others);
    }

    /** Whether this process may change the machine's packet filter. */
    static boolean isPossible() {
        try {
            return LocalPrograms.runsAsRoot() && Command.onPath("setpriv").isPresent()
                    && Command.onPath(FILTER).isPresent() && !filter("-n", "-L", "OUTPUT").isEmpty();
        } catch (IOException refused) {
            return false;
        }
    }

    /** The command that starts the server as a Unix group of its own. */
    List<String> start(List<String> command) {
        var whole = new ArrayList<>(List.of("setpriv", "--regid=" + id, "--clear-groups"));
        whole.addAll(command);
        return whole;
    }

    /** Drops all packets between it and the others, until {@link #heal}. */
    synchronized void cut() {
        if (cut) {
            return;
        }
        cut = true;
        ProcessGuard.removeFilterAtEnd(chain);
        change("-N", chain);
        drop(List.of("--gid-owner"), others);
        drop(List.of("!", "--gid-owner"), own);
        change("-I", "OUTPUT", "-j", chain);
    }

    private void drop(List<String> sender, List<Integer> ports) {
        var rule = new ArrayList<>(List.of("-A", chain, "-o", "lo", "-p", "tcp", "-m", "owner"));
        rule.addAll(sender);
        rule.addAll(List.of(Integer.toString(id), "-m", "multiport", "--dports",
                ports.stream().map(String::valueOf).collect(Collectors.joining(",")), "-j", "DROP"));
        change(rule.toArray(String[]::new));
    }

    /** Ends the cut. */
    synchronized void heal() {
        if (!cut) {
            return;
        }
        change("-D", "OUTPUT", "-j", chain);
        change("-F", chain);
        change("-X", chain);
        cut = false;
    }

    private static void change(String... arguments) {
        try {
            var _ = filter(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filter(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(FILTER, "-w"));
        command.addAll(List.of(arguments));
        return Command.run(command);
    }
}

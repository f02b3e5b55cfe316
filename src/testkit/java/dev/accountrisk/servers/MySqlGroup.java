package dev.accountrisk.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three MySQL servers as one group with a single primary (Group Replication), as processes of this machine. The group elects
 * another primary when it loses one. {@link #address()} follows it.
 */
public final class MySqlGroup implements AutoCloseable {

    private static final int MEMBERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Asking costs the members time. */
    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final List<GroupMember> members;
    private final PrimaryAddress address;

    private MySqlGroup(List<GroupMember> members) {
        this.members = List.copyOf(members);
        this.address = new PrimaryAddress(this.members);
    }

    /**
     * A whole group; the data lives in the folder. Empty where MySQL cannot be had as a program of this machine.
     *
     * @param options for each member's server, beside those of the group
     */
    public static Optional<MySqlGroup> start(Path dir, String... options) {
        try {
            return Optional.of(start(LocalPrograms.find(ServerCache.ofUser()), dir, List.of(options)));
        } catch (NoServersException nowhere) {
            return Optional.empty();
        }
    }

    private static MySqlGroup start(LocalPrograms programs, Path dir, List<String> options) {
        List<Integer> groupPorts = Stream.generate(Ports::reserve).limit(MEMBERS).toList();
        var members = new ArrayList<GroupMember>();
        try {
            for (int index = 0; index < MEMBERS; index++) {
                members.add(GroupMember.start(programs, dir.toAbsolutePath().resolve("member-" + (index + 1)), index,
                        groupPorts, options));
            }
            members.getFirst().bootstrap();
            members.stream().skip(1).forEach(GroupMember::join);
            var group = new MySqlGroup(members);
            group.awaitWhole();
            return group;
        } catch (IOException e) {
            killAll(members);
            throw new UncheckedIOException("MySQL cannot be started", e);
        } catch (RuntimeException | Error e) {
            killAll(members);
            throw e;
        }
    }

    private static void killAll(List<GroupMember> members) {
        members.forEach(member -> {
            member.reconnect();
            member.server().kill();
        });
    }

    /** Leads to the primary, whichever it is; a moment late after each change. */
    public MySqlAddress address() {
        return address;
    }

    public List<MySqlServer> members() {
        return members.stream().<MySqlServer>map(GroupMember::server).toList();
    }

    /** The member that accepts writes now; none during a fail-over. */
    public Optional<MySqlServer> primary() {
        return members.stream().filter(GroupMember::acceptsWrites).findFirst().map(GroupMember::server);
    }

    /** Returns the primary once there is one. */
    public MySqlServer awaitPrimary() {
        return await("a primary accepts writes").atMost(PATIENCE)
                .pollInterval(ASK_EVERY)
                .until(this::primary, Optional::isPresent)
                .orElseThrow();
    }

    /** The member that the address leads to now. */
    public MySqlServer addressLeadsTo() {
        return address.current().server();
    }

    /** Kills the primary; returns when another member accepts writes. */
    public void killPrimary() {
        GroupMember old = member(awaitPrimary());
        old.server().kill();
        awaitPrimaryOtherThan(old);
    }

    /** Freezes the primary, with its connections open; returns when another member accepts writes. */
    public void freezePrimary() {
        GroupMember old = member(awaitPrimary());
        old.server().freeze();
        awaitPrimaryOtherThan(old);
    }

    /** Whether {@link #cutOffPrimary} works here. */
    public static boolean canCutOff() {
        return NetworkCut.isPossible();
    }

    /** Cuts the primary off from the other members, but not from clients; returns when another member accepts writes. */
    public void cutOffPrimary() {
        GroupMember old = member(awaitPrimary());
        old.cutOff();
        awaitPrimaryOtherThan(old);
    }

    /** Makes another member the primary, as an operator does; returns when it accepts writes. */
    public void switchPrimary() {
        GroupMember old = member(awaitPrimary());
        GroupMember next = others(old).get(ThreadLocalRandom.current().nextInt(MEMBERS - 1));
        next.becomePrimary();
        awaitPrimaryOtherThan(old);
    }

    /** Leaves the primary alone, so that no COMMIT ends; returns when the others are back and it accepts writes. */
    public void loseQuorum(Duration alone) {
        GroupMember primary = member(awaitPrimary());
        freezeOthers(primary);
        sleep(alone);
        others(primary).forEach(other -> other.server().thaw());
        awaitPrimary();
    }

    /** Starts and wakes every member, lets each join again, and returns when all see all online. */
    public void makeWhole() {
        members.forEach(member -> {
            member.reconnect();
            member.server().start();
            member.server().thaw();
        });
        await("the group is whole again").atMost(PATIENCE).pollInterval(ASK_EVERY).ignoreExceptions().until(() -> {
            members.forEach(GroupMember::rejoin);
            return isWhole();
        });
    }

    private void freezeOthers(GroupMember primary) {
        others(primary).forEach(other -> other.server().freeze());
    }

    private List<GroupMember> others(GroupMember than) {
        return members.stream().filter(member -> member != than).toList();
    }

    private void awaitPrimaryOtherThan(GroupMember old) {
        await("another member accepts writes").atMost(PATIENCE)
                .pollInterval(ASK_EVERY)
                .until(() -> others(old).stream().anyMatch(GroupMember::acceptsWrites));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets every member accept writes, until {@link #acceptWritesOnOne()}. */
    public void acceptWritesEverywhere() {
        inGroup("SELECT group_replication_switch_to_multi_primary_mode()");
    }

    public void acceptWritesOnOne() {
        inGroup("SELECT group_replication_switch_to_single_primary_mode()");
    }

    private void inGroup(String sql) {
        member(awaitPrimary()).execute(sql);
    }

    /** Waits until every member sees all members online. */
    private void awaitWhole() {
        await("the group is whole").atMost(PATIENCE)
                .pollInterval(ASK_EVERY)
                .until(this::isWhole);
    }

    private boolean isWhole() {
        return members.stream().allMatch(member -> member.membersOnline() == MEMBERS);
    }

    /** The address, and each member with its role, for a person. */
    public String describe() {
        MySqlServer primary = awaitPrimary();
        return String.join(", ", IntStream.range(0, MEMBERS)
                .mapToObj(index -> members.get(index)
                        + (members.get(index).server() == primary ? " (primary)" : ""))
                .toList());
    }

    @Override
    public void close() {
        address.close();
        killAll(members);
    }

    private GroupMember member(MySqlServer server) {
        return members.stream().filter(member -> member.server() == server).findFirst().orElseThrow();
    }
}

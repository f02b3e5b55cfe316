package dev.accountrisk.servers;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One address that always leads to a group's primary: a proxy, and a watch that asks the members several times a second. */
final class PrimaryAddress implements MySqlAddress, AutoCloseable {

    private static final int ASK_EVERY_MILLIS = 200;

    private final List<GroupMember> members;
    private final TcpProxy proxy;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("primary-watch").factory());
    private GroupMember current;

    PrimaryAddress(List<GroupMember> members) {
        this.members = members;
        this.current = members.getFirst();
        this.proxy = TcpProxy.to(current.server());
        var _ = watch.scheduleWithFixedDelay(this::follow, ASK_EVERY_MILLIS, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public String host() {
        return proxy.host();
    }

    @Override
    public int port() {
        return proxy.port();
    }

    @Override
    public String clientCommandLine(String database) {
        return current().server().clientCommandLine(database, port());
    }

    /** Where it leads to now. */
    synchronized GroupMember current() {
        return current;
    }

    /** An old primary that wakes up may believe for a moment that it still is one: the current member is asked first. */
    private void follow() {
        if (current().acceptsWrites()) {
            return;
        }
        members.stream().filter(GroupMember::acceptsWrites).findFirst().ifPresent(primary -> {
            synchronized (this) {
                leadTo(primary);
            }
        });
    }

    private void leadTo(GroupMember member) {
        current = member;
        proxy.moveTo(member.server());
        proxy.resetAll();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        proxy.close();
    }
}

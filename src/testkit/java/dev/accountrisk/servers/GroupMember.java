package dev.accountrisk.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One server of a {@link MySqlGroup}: how it is set up and joins, and what it reports about itself. */
final class GroupMember {

    /** A frozen server accepts connections and answers nothing. */
    private static final String ANSWERS_SOON = "&connectTimeout=500&socketTimeout=1000";
    private static final String GROUP = "7a3c1e90-5b1d-4c55-9e10-0b8f6a1d2c3e";
    private static final String SEES_A_MAJORITY = """
            (SELECT SUM(IF(member_state = 'UNREACHABLE', 0, 1)) * 2 > COUNT(*)
             FROM performance_schema.replication_group_members)""";
    private static final String ACCEPTS_WRITES = """
            SELECT COUNT(*) FROM performance_schema.replication_group_members
            WHERE member_id = @@server_uuid AND member_role = 'PRIMARY' AND member_state = 'ONLINE'
            AND @@super_read_only = 0 AND\s""" + SEES_A_MAJORITY;

    private final LocalMySql server;
    private final NetworkCut cut;

    private GroupMember(LocalMySql server, NetworkCut cut) {
        this.server = server;
        this.cut = cut;
    }

    /**
     * A server that is up and belongs to no group yet.
     *
     * @param groupPorts where the members talk to each other, in their order
     * @param more       options beside those of the group
     */
    static GroupMember start(LocalPrograms programs, Path dir, int index, List<Integer> groupPorts, List<String> more)
            throws IOException {
        var seeds = groupPorts.stream().map(GroupMember::address).toList();
        var options = new ArrayList<>(List.of("--server-id=" + (index + 1), "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON", "--sql-require-primary-key=ON", "--super-read-only=ON",
                "--report-host=" + Ports.HOST,
                "--innodb-buffer-pool-size=256M", "--innodb-redo-log-capacity=256M",
                "--plugin-load-add=group_replication.so"));
        for (String setting : List.of("group_name=" + GROUP, "start_on_boot=OFF", "communication_stack=XCOM",
                "local_address=" + address(groupPorts.get(index)), "group_seeds=" + String.join(",", seeds),
                "ip_allowlist=127.0.0.1/8", "message_cache_size=134217728",
                // with more than 0, a member that is gone stays in the group for up to 15 s more
                "member_expel_timeout=0")) {
            options.add("--loose-group_replication_" + setting);
        }
        options.addAll(more);
        int own = groupPorts.get(index);
        var cut = new NetworkCut(List.of(own), groupPorts.stream().filter(port -> port != own).toList());
        return new GroupMember(
                LocalMySql.start(programs, dir, options,
                        NetworkCut.isPossible() ? cut::start : UnaryOperator.identity()),
                cut);
    }

    private static String address(int groupPort) {
        return Ports.HOST + ":" + groupPort;
    }

    LocalMySql server() {
        return server;
    }

    /** Cuts it off from the other members. Clients still reach all. */
    void cutOff() {
        cut.cut();
    }

    /** Ends the cut. */
    void reconnect() {
        cut.heal();
    }

    /** Makes it the first member of the group. */
    void bootstrap() {
        execute("SET GLOBAL group_replication_bootstrap_group = ON");
        join();
        execute("SET GLOBAL group_replication_bootstrap_group = OFF");
    }

    /** Makes it a member. It first copies what it lacks from another one. */
    void join() {
        execute("CHANGE REPLICATION SOURCE TO SOURCE_USER = '" + server.username()
                + "', SOURCE_PASSWORD = '' FOR CHANNEL 'group_replication_recovery'");
        execute("START GROUP_REPLICATION");
    }

    /** Makes a server that runs a member again if it is none. */
    void rejoin() {
        String state = state();
        if (state.equals("OFFLINE") || state.equals("ERROR")) {
            // ends what it does to join by itself
            execute("STOP GROUP_REPLICATION");
            join();
            // it lets administrators alone connect since it left the group
            execute("SET GLOBAL offline_mode = OFF");
        }
    }

    /** What it says it is: {@code ONLINE}, {@code RECOVERING}, {@code OFFLINE} or {@code ERROR}; empty if it does not answer. */
    private String state() {
        return answer("SELECT member_state FROM performance_schema.replication_group_members"
                + " WHERE member_id = @@server_uuid OR member_id = ''").orElse("");
    }

    /** Makes this member, which is online, the primary. */
    void becomePrimary() {
        String id = answer("SELECT @@server_uuid").orElseThrow();
        execute("SELECT group_replication_set_as_primary('" + id + "')");
    }

    /** Whether it reports that it is a primary with a majority and takes writes. One that does not answer is none. */
    boolean acceptsWrites() {
        return number(ACCEPTS_WRITES) == 1;
    }

    /** How many members it sees that are online; none if it does not answer. */
    long membersOnline() {
        return number("SELECT COUNT(*) FROM performance_schema.replication_group_members"
                + " WHERE member_state = 'ONLINE'");
    }

    private long number(String question) {
        return answer(question).map(Long::valueOf).orElse(0L);
    }

    private Optional<String> answer(String question) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl("") + ANSWERS_SOON, server.username(),
                server.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException unavailable) {
            return Optional.empty();
        }
    }

    void execute(String sql) {
        try (var connection = server.connect(""); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public String toString() {
        return address(server.port());
    }
}

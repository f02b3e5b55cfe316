package dev.accountrisk.faults;

import dev.accountrisk.servers.MySqlServer;
import java.util.Map;

/** What happens to one MySQL: it dies and freezes. */
final class MySqlFaults {
    private MySqlFaults() {}

    static Map<FaultKind, Fault> of(MySqlServer server) {
        return Map.of(
                FaultKind.KILL_MYSQL, Fault.always(random -> ServerFaults.restart(server, random)),
                FaultKind.FREEZE_MYSQL, Fault.always(random -> ServerFaults.freeze(server, 2_000, 8_000, random)));
    }
}

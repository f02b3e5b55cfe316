package dev.accountrisk.faults;

import dev.accountrisk.acceptance.Scenario;
import dev.accountrisk.servers.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Does one fault and undoes it. */
final class FaultInjector {
    private final FaultServers servers;
    private final TcpProxy mysqlProxy;
    private final Map<FaultKind, Fault> faults = new EnumMap<>(FaultKind.class);

    FaultInjector(FaultServers servers, TcpProxy mysqlProxy, Scenario scenario, Fleet fleet) {
        this.servers = servers;
        this.mysqlProxy = mysqlProxy;
        faults.putAll(WorkerFaults.of(fleet));
        faults.putAll(ConnectionFaults.of(mysqlProxy, scenario));
        faults.putAll(RedisFaults.of(servers.redis()));
        faults.putAll(ProducerFaults.of(scenario));
        faults.putAll(servers.faults(scenario, mysqlProxy, fleet));
    }

    /** Whether the kind can be done on this machine at all. */
    boolean canDo(FaultKind kind) {
        return faults.containsKey(kind);
    }

    /**
     * Returns when the fault is undone. The workers may still be recovering.
     *
     * @return false if there was no opportunity for it
     */
    boolean inject(FaultKind kind, SplittableRandom random) {
        Fault fault = faults.get(kind);
        if (fault == null) {
            throw new IllegalArgumentException("nobody knows how to do " + kind);
        }
        try {
            return fault.happen(random);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Makes the servers whole again where a fault of this kind has left something to mend. */
    void mend(FaultKind kind) {
        Fault fault = faults.get(kind);
        if (fault != null) {
            fault.mend();
        }
    }

    /** Restores every process and connection, whatever state an interrupted fault has left. */
    void heal() {
        mysqlProxy.pass();
        try {
            servers.heal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

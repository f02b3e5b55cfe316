package dev.accountrisk.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** A stream of risk updates and its model. */
record RiskLoad(RiskStream stream, RiskModel model) implements Load {
    static RiskLoad of(RiskStream stream) {
        return new RiskLoad(stream, new RiskModel(stream));
    }

    @Override
    public int records() {
        return stream.records();
    }

    @Override
    public void replay(Sink sink) {
        stream.replay(update -> sink.take(update.accountUuid(), update.value()));
    }

    @Override
    public Verdict check(Connection connection) throws SQLException {
        return model.check(connection);
    }
}

package dev.accountrisk.cli.job;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Opens the pool's first connection while Spring creates the rest of a job, so that the job does not wait for it later. */
final class EarlyConnection implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyConnection.class);

    @Override
    public void initialize(GenericApplicationContext job) {
        // first of all beans, and not lazy as they are
        job.registerBean("earlyConnection", Opening.class, definition -> definition.setLazyInit(false));
    }

    /** The connection, once it is asked for. */
    static final class Opening {
        Opening(DataSource pool) {
            Thread.ofPlatform().daemon().name("early-connection").start(() -> open(pool));
        }

        private static void open(DataSource pool) {
            try (Connection first = pool.getConnection()) {
                LOG.debug("the first connection is open: {}", first);
            } catch (SQLException | RuntimeException failure) {
                // the job asks for a connection as well, and reports why it gets none
                LOG.debug("no connection yet", failure);
            }
        }
    }
}

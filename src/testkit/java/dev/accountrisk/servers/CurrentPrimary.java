package dev.accountrisk.servers;

/** Whichever server of a pair is the primary. */
record CurrentPrimary(MySqlPair pair) implements MySqlServer {

    @Override
    public String clientCommandLine(String database) {
        return pair.primary().clientCommandLine(database);
    }

    @Override
    public String host() {
        return pair.primary().host();
    }

    @Override
    public int port() {
        return pair.primary().port();
    }

    @Override
    public void kill() {
        pair.primary().kill();
    }

    @Override
    public void stop() {
        pair.primary().stop();
    }

    @Override
    public void start() {
        pair.primary().start();
    }

    @Override
    public void freeze() {
        pair.primary().freeze();
    }

    @Override
    public void thaw() {
        pair.primary().thaw();
    }

    @Override
    public boolean isRunning() {
        return pair.primary().isRunning();
    }
}

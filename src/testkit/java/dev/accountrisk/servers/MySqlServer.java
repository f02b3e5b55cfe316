package dev.accountrisk.servers;

/** One MySQL server. */
public interface MySqlServer extends ManagedServer, MySqlAddress {}

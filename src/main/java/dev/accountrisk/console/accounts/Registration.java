package dev.accountrisk.console.accounts;

import java.time.Instant;

/** The natural key that an account is registered under. The components are named as the attributes of the row. */
record Registration(String account, String externalRef, Instant registeredAt) {}

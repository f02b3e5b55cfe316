package dev.accountrisk.app;

import dev.accountrisk.redrive.ParkedRecords;
import dev.accountrisk.redrive.Redrive;

/** What the command {@code redrive release} needs. */
public record RedriveJob(Redrive redrive, ParkedRecords parked) {}

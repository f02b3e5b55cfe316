package dev.accountrisk.app;

import dev.accountrisk.parking.ParkedRecords;
import dev.accountrisk.redrive.Redrive;

/** What the command {@code redrive release} needs. */
public record RedriveJob(Redrive redrive, ParkedRecords parked) {}

package dev.accountrisk.cli;

import dev.accountrisk.cli.job.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The console as the command line explains it. Its arguments are Spring's settings: only help and mistakes come here. */
@Command(name = "console", synopsisHeading = "", customSynopsis = "Usage: account-risk-worker console [--SETTING=VALUE ...]%n", description = {
        "Shows operators what the workers do: pages on port 8080 (SERVER_PORT), probes and metrics on 8082",
        "(MANAGEMENT_SERVER_PORT). It reads MySQL, changes no account, and runs until it gets SIGTERM.",
        "Nobody gets in without a login: --account-risk.console.users-file names the file of users, and the settings",
        "spring.security.oauth2.client name a provider of OpenID Connect."})
final class ConsoleUsage implements Runnable {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public void run() {
        throw new UsageException(
                "console: takes settings only, as --SETTING=VALUE; found: " + String.join(" ", arguments));
    }
}

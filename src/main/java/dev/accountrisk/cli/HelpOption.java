package dev.accountrisk.cli;

import picocli.CommandLine.Option;

/** The option that every command has. */
final class HelpOption {
    @SuppressWarnings("unused") // read by picocli
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this text.")
    private boolean help;
}

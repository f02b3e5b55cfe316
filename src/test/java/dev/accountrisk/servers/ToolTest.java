package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A machine that has none of the tools gets them, and they run. */
class ToolTest {
    @ParameterizedTest
    @EnumSource(Tool.class)
    void isUnpackedWhereItIsNotOnThePath(Tool tool) throws Exception {
        Assumptions.assumeTrue(DebianPackages.available(), "skipped: this machine is no Debian");
        String help = Command.run(List.of(tool.unpack(ServerCache.ofUser()).orElseThrow().toString(), "--help"));
        assertThat(help).containsIgnoringCase(tool.name().replace('_', '-'));
    }
}

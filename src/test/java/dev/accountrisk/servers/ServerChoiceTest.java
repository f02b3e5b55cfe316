package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ServerChoiceTest {

    @Test
    void decidesByItselfUnlessToldOtherwise() {
        assertThat(ServerChoice.parse(null)).isEqualTo(ServerChoice.AUTO);
        assertThat(ServerChoice.parse(" ")).isEqualTo(ServerChoice.AUTO);
        assertThat(ServerChoice.parse("auto")).isEqualTo(ServerChoice.AUTO);
        assertThat(ServerChoice.parse("Containers")).isEqualTo(ServerChoice.CONTAINERS);
        assertThat(ServerChoice.parse("local")).isEqualTo(ServerChoice.LOCAL);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerChoice.parse("cloud"))
                .withMessage("ACCOUNT_RISK_SERVERS is auto, containers or local, not cloud");
    }

    @Test
    void saysWhyThereAreNoServersAndEveryWayToGetThem() {
        assertThat(new NoServersException("nothing was found")).hasMessageContainingAll("and nothing was found.",
                "container engine", "PATH", "apt-get", ServerChoice.SETTING);
    }
}

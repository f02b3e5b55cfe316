package dev.accountrisk.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.core.GrantedAuthority;

/** The file of users is read strictly: a line that is wrong lets nobody in. */
class UserFileTest {
    private static final String HASH = "$2y$10$" + "a".repeat(53);

    @TempDir
    private Path dir;

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("users"), text);
    }

    @Test
    void aLineIsANameAHashAndRoles() throws IOException {
        var users = UserFile
                .read(file("# the night shift\n\nana@x:" + HASH + ":VIEWER, PAYLOAD\nbo:" + HASH + ":AUDITOR\n"));
        assertThat(users).containsOnlyKeys("ana@x", "bo");
        assertThat(users).extractingByKey("ana@x").satisfies(ana -> {
            assertThat(ana.getPassword()).isEqualTo(HASH);
            assertThat(ana.getAuthorities()).extracting(GrantedAuthority::getAuthority)
                    .containsExactlyInAnyOrder("ROLE_VIEWER", "ROLE_PAYLOAD");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ana|a line is name:bcrypt hash:ROLE,ROLE",
            "ana:HASH|a line is name:bcrypt hash",
            "a b:HASH:VIEWER|a name has 1 to 64 characters", ":HASH:VIEWER|a name has 1 to 64 characters",
            "ana:secret:VIEWER|the second part is a bcrypt hash of cost 10 or more",
            "ana:$2y$04$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:VIEWER|the second part is a bcrypt hash of cost 10",
            "ana:HASH:|a role is one of VIEWER, PAYLOAD, OPERATOR, APPROVER, AUDITOR",
            "ana:HASH:ADMIN|a role is one of VIEWER"})
    void aWrongLineIsNamedWithItsRuleAndIsNotRepeated(String line, String rule) {
        assertThatThrownBy(() -> UserFile.read(file("\n" + line.replace("HASH", HASH) + "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2 of ")
                .hasMessageContaining(rule)
                .message()
                .doesNotContain("secret", "$2y");
    }

    @Test
    void aNameOccursOnce() {
        assertThatThrownBy(() -> UserFile.read(file("a:" + HASH + ":VIEWER\na:" + HASH + ":AUDITOR")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("a second time");
    }

    @Test
    void aFileWithoutAUserIsRefused() {
        assertThatThrownBy(() -> UserFile.read(file("# nobody\n"))).hasMessageContaining("names no user");
    }
}

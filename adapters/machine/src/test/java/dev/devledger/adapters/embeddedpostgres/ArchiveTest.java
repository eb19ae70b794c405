package dev.devledger.adapters.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArchiveTest {

    @Test
    void each_machine_has_its_own() {
        assertThat(Archive.names("Linux", "amd64", false)).containsExactly("postgres-linux-x86_64.txz");
        assertThat(Archive.names("Linux", "aarch64", false)).containsExactly("postgres-linux-arm_64.txz");
        assertThat(Archive.names("Linux", "amd64", true)).containsExactly("postgres-linux-x86_64-alpine_linux.txz");
        assertThat(Archive.names("Mac OS X", "aarch64", false))
                .containsExactly("postgres-darwin-arm_64.txz", "postgres-darwin-x86_64.txz");
        assertThat(Archive.names("Windows 11", "amd64", false)).contains("postgres-windows-x86_64.txz");
    }
}

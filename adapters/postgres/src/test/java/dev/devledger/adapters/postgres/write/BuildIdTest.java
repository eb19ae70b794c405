package dev.devledger.adapters.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.write.PostgresVersionFence.BuildId;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

class BuildIdTest {
    private static BuildProperties built(String time) {
        Properties build = new Properties();
        build.setProperty("version", "0.1.0-SNAPSHOT");
        build.setProperty("time", time);
        return new BuildProperties(build);
    }

    private static GitProperties commit(String id, String dirty) {
        Properties commit = new Properties();
        commit.setProperty("commit.id.abbrev", id);
        commit.setProperty("dirty", dirty);
        return new GitProperties(commit);
    }

    @Test
    void a_commit_is_the_same_code_whenever_it_is_built() {
        String once = new BuildId(built("2026-03-31T09:00:00Z"), commit("abcdef1", "false")).describe();
        assertThat(new BuildId(built("2026-04-01T09:00:00Z"), commit("abcdef1", "false")).describe())
                .isEqualTo(once);
        assertThat(new BuildId(built("2026-03-31T09:00:00Z"), commit("abcdef2", "false")).describe())
                .isNotEqualTo(once);
    }

    @Test
    void without_a_commit_each_build_is_code_of_its_own() {
        String once = new BuildId(built("2026-03-31T09:00:00Z"), null).describe();
        assertThat(new BuildId(built("2026-03-31T09:00:00Z"), null).describe()).isEqualTo(once);
        assertThat(new BuildId(built("2026-03-31T09:00:01Z"), null).describe()).isNotEqualTo(once);
        assertThat(new BuildId(built("2026-03-31T09:00:01Z"), commit("abcdef1", "true")).describe())
                .isNotEqualTo(new BuildId(built("2026-03-31T09:00:00Z"), commit("abcdef1", "true")).describe());
        assertThat(new BuildId(null, null).describe()).isNotEqualTo(new BuildId(null, null).describe());
    }
}

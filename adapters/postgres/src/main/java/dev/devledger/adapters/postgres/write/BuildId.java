package dev.devledger.adapters.postgres.write;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

/** Tells builds apart that may differ in their code. */
public record BuildId(
        @Nullable BuildProperties build, @Nullable GitProperties commit) {

    /** A build from an archive has no commit, and one with changes that are in none is not that commit's. */
    public String describe() {
        if (build == null) {
            return "a build of its own, " + UUID.randomUUID();
        }
        return commit == null || !"false".equals(commit.get("dirty"))
                ? build.getVersion() + " built at " + build.getTime()
                : build.getVersion() + " of " + commit.getShortCommitId();
    }
}

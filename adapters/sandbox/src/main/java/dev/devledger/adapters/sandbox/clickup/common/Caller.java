package dev.devledger.adapters.sandbox.clickup.common;

import java.util.Set;

/**
 * Who asks.
 *
 * @param token names the token in the journal and for the limit; it opens nothing
 * @param teams the workspaces that the token reaches
 */
public record Caller(long user, String token, Set<String> teams) {
    public boolean reaches(String team) {
        return teams.contains(team);
    }
}

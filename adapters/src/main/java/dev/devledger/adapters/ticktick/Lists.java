package dev.devledger.adapters.ticktick;

import dev.devledger.adapters.ticktick.json.Unreadable;
import dev.devledger.domain.sync.content.RemoteList;
import java.util.Objects;
import java.util.Set;

/** A list as the sync sees it. */
final class Lists {
    /** Of a list that somebody shares with the account; absent for the account's own. */
    private static final Set<String> READ_ONLY = Set.of("read", "comment");

    private Lists() {}

    static RemoteList read(Api.Project project) {
        if (project.id() == null || project.id().isBlank()) {
            throw new Unreadable("a list of TickTick has no id");
        }
        boolean closed = Boolean.TRUE.equals(project.closed());
        boolean writable = !closed && !READ_ONLY.contains(Objects.requireNonNullElse(project.permission(), ""));
        return new RemoteList(project.id(), Objects.requireNonNullElse(project.name(), ""), writable);
    }
}

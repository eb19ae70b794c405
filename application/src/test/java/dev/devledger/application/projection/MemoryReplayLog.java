package dev.devledger.application.projection;

import dev.devledger.application.projection.ReplayRunner.ReplayRecords;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class MemoryReplayLog implements ReplayRecords {
    private final Map<String, Replay> newest = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();

    @Override
    public boolean begin(String name, long total, Instant at) {
        if (running().isPresent()) {
            return false;
        }
        cancelled.remove(name);
        newest.put(name, new Replay(name, State.RUNNING, 0, total, at, null, null, at, 0));
        return true;
    }

    @Override
    public void runs(String name, long done, Instant at) {
        newest.computeIfPresent(
                name, (key, r) -> new Replay(key, r.state(), done, r.total(), r.startedAt(), null, null, at, done));
    }

    @Override
    public void progress(String name, long done, long total) {
        newest.computeIfPresent(
                name,
                (key, r) -> new Replay(
                        key, r.state(), done, total, r.startedAt(), null, null, r.runsSince(), r.runsFrom()));
    }

    @Override
    public void finish(String name, State state, long done, Instant at, @Nullable String error) {
        newest.computeIfPresent(
                name,
                (key, r) ->
                        new Replay(key, state, done, r.total(), r.startedAt(), at, error, r.runsSince(), r.runsFrom()));
    }

    @Override
    public Optional<Replay> running() {
        return newest.values().stream()
                .filter(each -> each.state() == State.RUNNING)
                .findFirst();
    }

    @Override
    public Optional<Replay> find(String name) {
        return Optional.ofNullable(newest.get(name));
    }

    @Override
    public boolean cancel(String name) {
        boolean runs = running().filter(each -> each.name().equals(name)).isPresent();
        if (runs) {
            cancelled.add(name);
        }
        return runs;
    }

    @Override
    public boolean cancelled(String name) {
        return cancelled.contains(name);
    }
}

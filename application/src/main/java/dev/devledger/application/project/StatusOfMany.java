package dev.devledger.application.project;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.tree.ProjectLocks.Locked;
import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The same status for several projects: all of them or none. */
public record StatusOfMany(Projects projects) {
    /** Which of them have changed since they were read, by the names that they were asked for with. */
    public static final String STALE = "stale";

    /** @param version the one that was read; null where any will do */
    public record Wanted(String idOrKey, @Nullable Long version) {}

    /** In the order in which they were asked for. */
    public List<ProjectId> change(ChangeSet changes, List<Wanted> wanted, ProjectStatus to, @Nullable String reason) {
        Map<ProjectId, Wanted> asked = found(wanted);
        List<Rejection> stale = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<ProjectCommand> commands = owned(asked).entrySet().stream()
                .<ProjectCommand>map(each -> new ProjectCommand.ChangeStatus(
                        each.getKey(), to, reason, each.getValue().version(), changes.at()))
                .toList();
        changes.expect(commands);
        for (ProjectCommand command : commands) {
            Wanted each = Objects.requireNonNull(asked.get(command.project()));
            try {
                changes.send(command);
            } catch (Rejection refused) {
                if (refused.code() != Rejection.Code.STALE) {
                    throw named(each.idOrKey(), refused);
                }
                stale.add(named(each.idOrKey(), refused));
                names.add(each.idOrKey());
            }
        }
        if (!stale.isEmpty()) {
            throw together(stale, names);
        }
        return List.copyOf(asked.keySet());
    }

    private Map<ProjectId, Wanted> found(List<Wanted> wanted) {
        Map<String, Locked> there =
                projects.locks().findAll(wanted.stream().map(Wanted::idOrKey).toList());
        Map<ProjectId, Wanted> found = new LinkedHashMap<>();
        for (Wanted each : wanted) {
            Locked project = there.get(each.idOrKey());
            if (project == null) {
                throw Projects.unknown(each.idOrKey());
            }
            if (found.putIfAbsent(project.project(), each) != null) {
                throw Rejection.invalid("ids", "names " + each.idOrKey() + " twice");
            }
        }
        return found;
    }

    /** All of them before a command, in the order in which they are taken. */
    private Map<ProjectId, Wanted> owned(Map<ProjectId, Wanted> asked) {
        Map<ProjectId, Wanted> missing = new LinkedHashMap<>(asked);
        Map<ProjectId, Wanted> owned = new LinkedHashMap<>();
        for (Locked each : projects.locks().ownAll(asked.keySet())) {
            owned.put(each.project(), Objects.requireNonNull(missing.remove(each.project())));
        }
        missing.values().stream().findFirst().ifPresent(each -> {
            throw Projects.unknown(each.idOrKey());
        });
        return owned;
    }

    private static Rejection named(String name, Rejection refused) {
        if (!refused.violations().isEmpty()) {
            return refused; // of the reason, which is that of all
        }
        Rejection named = Rejection.of(refused.code(), name + ": " + refused.detail());
        for (Map.Entry<String, Object> fact : refused.facts().entrySet()) {
            named = named.with(fact.getKey(), fact.getValue());
        }
        return named;
    }

    /** What was missed of one is told with it; of several only which they are. */
    private static Rejection together(List<Rejection> stale, List<String> names) {
        return (stale.size() == 1
                        ? stale.getFirst()
                        : Rejection.of(
                                Rejection.Code.STALE,
                                String.join(", ", names)
                                        + " were changed since you read them. Nothing was done. Read them"
                                        + " again, then send your change with the current versions."))
                .with(STALE, List.copyOf(names));
    }
}

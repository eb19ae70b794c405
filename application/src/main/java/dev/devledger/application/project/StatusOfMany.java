package dev.devledger.application.project;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
        held(asked).forEach((id, each) -> {
            try {
                projects.changeStatus(changes, id, to, reason, each.version());
            } catch (Rejection refused) {
                if (refused.code() != Rejection.Code.STALE) {
                    throw named(each.idOrKey(), refused);
                }
                stale.add(named(each.idOrKey(), refused));
                names.add(each.idOrKey());
            }
        });
        if (!stale.isEmpty()) {
            throw together(stale, names);
        }
        return List.copyOf(asked.keySet());
    }

    private Map<ProjectId, Wanted> found(List<Wanted> wanted) {
        Map<ProjectId, Wanted> found = new LinkedHashMap<>();
        for (Wanted each : wanted) {
            ProjectId project = projects.locks()
                    .find(each.idOrKey())
                    .orElseThrow(() -> Projects.unknown(each.idOrKey()))
                    .project();
            Wanted other = found.putIfAbsent(project, each);
            if (other != null) {
                throw Rejection.invalid("ids", "names " + each.idOrKey() + " twice");
            }
        }
        return found;
    }

    /** In the one order in which writes take projects, so that two of them never wait for each other; all before a command. */
    private SortedMap<String, Wanted> held(Map<ProjectId, Wanted> asked) {
        SortedMap<String, Wanted> held = new TreeMap<>();
        asked.forEach((project, each) -> held.put(project.toString(), each));
        held.forEach((id, each) -> {
            if (projects.locks().own(id).isEmpty()) {
                throw Projects.unknown(each.idOrKey());
            }
        });
        return held;
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

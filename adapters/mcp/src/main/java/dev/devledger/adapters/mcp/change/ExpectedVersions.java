package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema.Keys;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.time.EntrySplitMerge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that the caller saw the newest state of the items that the call names, and reports the changes that the caller
 * missed.
 */
public record ExpectedVersions(TaskQueries tasks, ProjectQueries projects, ChangeReader made) {
    private static final int MOST = 200;

    /** Reads the versions that a call expects, by the keys of their items. */
    static Map<String, Long> of(Arguments arguments) {
        Map<String, Long> expected = new LinkedHashMap<>();
        arguments.numbers(WriteSchema.EXPECTED).forEach((key, version) -> {
            if (expected.put(Keys.upper(key), version) != null) {
                throw arguments.wrong(WriteSchema.EXPECTED, "names " + Quoted.sent(key) + " twice.");
            }
        });
        if (expected.size() > MOST) {
            throw arguments.wrong(
                    WriteSchema.EXPECTED, "names %d keys; at most %d are allowed.".formatted(expected.size(), MOST));
        }
        return expected;
    }

    /**
     * Sends a command for each version, in the order of the keys, as a command locks its item until the transaction
     * ends.
     */
    void require(ChangeSet changes, Map<String, Long> expected, ItemLocks.LockedItems held) {
        List<String> stale = new ArrayList<>();
        for (Map.Entry<String, Long> each : new TreeMap<>(expected).entrySet()) {
            try {
                requireOne(changes, each.getKey(), each.getValue(), held);
            } catch (Rejection refused) {
                if (refused.code() != Rejection.Code.STALE) {
                    throw refused;
                }
                stale.add(words(each.getKey(), each.getValue()));
            }
        }
        if (!stale.isEmpty()) {
            throw new ToolFailure(
                    ToolProblem.STALE, String.join(" ", stale) + " " + next(expected) + ", then decide again.");
        }
    }

    private static void requireOne(ChangeSet changes, String key, long version, ItemLocks.LockedItems held) {
        TaskTree.Node task = held.tasks().get(key);
        if (task != null) {
            changes.send(new TaskCommand.RequireVersion(task.task(), version, changes.at()));
        } else {
            ProjectLocks.Locked project = Objects.requireNonNull(held.projects().get(key), key);
            changes.send(new ProjectCommand.RequireVersion(project.project(), version, changes.at()));
        }
    }

    private String words(String key, long given) {
        UUID id;
        long now;
        if (key.startsWith("T-")) {
            TaskView task = tasks.find(key).orElseThrow(() -> Tasks.unknown(key));
            id = task.id();
            now = task.version();
        } else {
            ProjectView project = projects.find(key).orElseThrow(() -> Projects.unknown(key));
            id = project.id();
            now = project.version();
        }
        String words = "%s is at version %d, you gave %d.".formatted(key, now, given);
        return now > given ? words + " " + made.since(id, now - Math.max(given, 0)) : words;
    }

    private static String next(Map<String, Long> expected) {
        boolean project = expected.keySet().stream().anyMatch(each -> each.startsWith("P-"));
        boolean task = expected.keySet().stream().anyMatch(each -> each.startsWith("T-"));
        return project && task ? "Call get_task and get_overview" : project ? "Call get_overview" : "Call get_task";
    }

    /** Locks time entries before a write, and checks that the caller saw their newest state. */
    public record ExpectedEntries(TimeEntryDirectory entries, ChangeReader made) {
        private static final Pattern KEY = Pattern.compile("E-[0-9]{1,18}");

        static boolean isKey(String text) {
            return KEY.matcher(text).matches();
        }

        /**
         * Locks all people whose time the call changes at once, before any command, so that two calls do not wait for
         * each other.
         *
         * @param expected the versions that the call expects, including versions of tasks and projects
         * @param named the keys of the call's other entries, each with its place in the call
         * @param others the people who will own the time after the call
         */
        void hold(Map<String, Long> expected, Map<String, String> named, Collection<PersonId> others) {
            Map<String, EntrySplitMerge.ReadEntry> found = find(expected, named);
            Stream<PersonId> owners =
                    found.values().stream().map(each -> each.details().person());
            TreeSet<PersonId> people =
                    new TreeSet<>(Stream.concat(owners, others.stream()).toList());
            if (people.isEmpty()) {
                return;
            }
            entries.lock(people);
            List<String> stale = new ArrayList<>();
            new TreeMap<>(expected).forEach((key, version) -> {
                if (isKey(key)) {
                    require(key, version, stale);
                }
            });
            if (!stale.isEmpty()) {
                throw new ToolFailure(
                        ToolProblem.STALE,
                        String.join(" ", stale)
                                + " Call get_time_report with group_by=[\"entry\"], then decide again.");
            }
        }

        private Map<String, EntrySplitMerge.ReadEntry> find(Map<String, Long> expected, Map<String, String> named) {
            Map<String, String> places = new LinkedHashMap<>(named);
            expected.keySet().stream().filter(ExpectedEntries::isKey).forEach(key -> places.putIfAbsent(key, key));
            Map<String, EntrySplitMerge.ReadEntry> found = new LinkedHashMap<>();
            List<String> missing = new ArrayList<>();
            places.forEach((key, place) -> entries.find(key)
                    .ifPresentOrElse(known -> found.put(key, known.seen()), () -> missing.add(told(key, place))));
            if (!missing.isEmpty()) {
                throw new ToolFailure(
                        ToolProblem.NOT_FOUND,
                        "%s %s not exist. Call get_time_report with group_by=[\"entry\"] to get keys."
                                .formatted(String.join(", ", missing), missing.size() == 1 ? "does" : "do"));
            }
            return found;
        }

        private static String told(String key, String place) {
            return key.equals(place) ? Quoted.line(key) : place + " " + Quoted.line(key);
        }

        /** Reads the version again: a version read before the lock may be old. */
        private void require(String key, long given, List<String> stale) {
            EntrySplitMerge.ReadEntry seen = entries.find(key).orElseThrow().seen();
            if (seen.version() != given) {
                String words = "%s is at version %d, you gave %d.".formatted(key, seen.version(), given);
                long missed = seen.version() - Math.max(given, 0);
                stale.add(missed > 0 ? words + " " + made.since(seen.entry().value(), missed) : words);
            }
        }
    }
}

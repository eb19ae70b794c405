package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Keys;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.TaskCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** Checks that the caller saw the newest state of what it names, and tells what it missed. */
public record ExpectedVersions(TaskQueries tasks, ProjectQueries projects, ChangesMade made) {
    private static final int MOST = 200;

    /** What a call expects; each is one command. */
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

    /** By a command for each, in one order, as a command holds what it is for still until the end. */
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
}

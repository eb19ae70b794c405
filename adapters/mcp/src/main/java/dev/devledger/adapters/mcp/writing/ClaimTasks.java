package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.TaskRefs.TaskOrder;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.claim.Claims.NextClaims.ClaimFilter;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Claims and releases tasks. Releases come before claims, so that one call can hand over a task and claim the next one.
 */
record ClaimTasks(CheckedLedger writes, ClaimTasks.NextTasks next, ProjectNames projects, WrittenItems written)
        implements WritingTool {
    private static final int MOST = 50;
    private static final String AGENT = "agent";

    private static final Declaration DECLARATION = new Declaration(
            "claim_tasks",
            "Claim or release tasks",
            "Claim tasks before you work on them, so that no other agent does: the next ready ones, or those that you"
                    + " name. Claim again for more time. Release what you do not finish, with a note for who goes on."
                    + " complete_tasks ends a claim.",
            Toolset.DEFAULT,
            Hints.SETS,
            Scope.WRITE,
            WriteSchema.input(Schema.closed(
                    "next",
                    Schema.number(1, MOST).described("How many ready ones"),
                    "project",
                    WriteSchema.project(),
                    "tags",
                    WriteSchema.tags(),
                    "tasks",
                    Schema.list(Schema.taskKey(), MOST),
                    "minutes",
                    Schema.number(1, ClaimDecider.LONGEST).orElse(NextTasks.MINUTES),
                    "release",
                    Schema.list(Schema.taskKey(), MOST),
                    "note",
                    Schema.text(10_000).described("What you found, what is left"),
                    "force",
                    Schema.flag().described("Release what another agent has"),
                    Consent.ARGUMENT,
                    Consent.argument())),
            Schema.open(AGENT, Schema.text(), "results", Schema.list()).requiring("results"));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    /**
     * True: agents that share a token may use the same idempotency keys, and one agent's claim is no answer to another
     * agent.
     */
    @Override
    public boolean isOfOneAgent() {
        return true;
    }

    /** @param next the number of unnamed tasks to claim; 0 for none */
    private record ClaimRequest(
            List<String> release, @Nullable String note, List<String> tasks, int next, int minutes) {}

    private record Done(List<UUID> released, List<UUID> claimed) {}

    @Override
    public WriteAction<?> read(Arguments arguments) {
        ClaimRequest wish = new ClaimRequest(
                ArgumentReader.keys(arguments, "release"),
                arguments.text("note"),
                ArgumentReader.keys(arguments, "tasks"),
                arguments.number("next", 0),
                arguments.number("minutes", NextTasks.MINUTES));
        requireSense(arguments, wish);
        return new WriteAction<>(
                writing -> run(writing, arguments, wish),
                (writing, done) -> report(writing, done, wish.next() > 0 ? wanted(arguments) : null));
    }

    private static void requireSense(Arguments arguments, ClaimRequest wish) {
        boolean next = wish.next() > 0;
        boolean named = !wish.tasks().isEmpty();
        boolean release = !wish.release().isEmpty();
        if (!next && !named && !release) {
            throw arguments.wrong("next", "is missing, and so are tasks and release. Give one of the three.");
        }
        if (next && named) {
            throw arguments.wrong(
                    "next", "takes the first ready tasks, and tasks names some. Give only one of the two.");
        }
        if (!next && (arguments.has("project") || arguments.has("tags"))) {
            throw arguments.wrong(arguments.has("project") ? "project" : "tags", "narrows next. Give next with it.");
        }
        if (!release && wish.note() != null) {
            throw arguments.wrong("note", "is for who goes on with what you release. Give release with it.");
        }
    }

    private Done run(WriteContext writing, Arguments arguments, ClaimRequest wish) {
        List<String> named = new ArrayList<>(wish.release());
        named.addAll(wish.tasks());
        ItemLocks.LockedItems found = writing.find(List.of(), named);
        writing.override(wish.release().stream()
                .map(key -> TaskOrder.node(found, key).task())
                .toList());
        writing.askEach(wish.release(), true, key -> release(writing, found, key, wish.note()));
        writing.askEach(inOneOrder(wish.tasks()), false, key -> claim(writing, found, key, wish.minutes()));
        List<UUID> claimed = wish.next() == 0
                ? ids(wish.tasks(), found)
                : next.claim(writing, wish.next(), wanted(arguments), wish.minutes());
        return new Done(ids(wish.release(), found), claimed);
    }

    /** Sorts the keys, so that two calls for the same tasks do not wait for each other. */
    private static Set<String> inOneOrder(List<String> keys) {
        return new TreeSet<>(keys);
    }

    private void release(WriteContext writing, ItemLocks.LockedItems found, String key, @Nullable String note) {
        writes.claims().release(writing.changes(), id(found, key), writing.worker(), note, null);
    }

    private void claim(WriteContext writing, ItemLocks.LockedItems found, String key, int minutes) {
        String agent = writing.worker().agent();
        writes.claims().claim(writing.changes(), id(found, key), agent, minutes, null);
    }

    private ClaimFilter wanted(Arguments arguments) {
        Label project = projects.find(arguments, "project");
        return new ClaimFilter(project == null ? null : project.key(), ArgumentReader.tags(arguments, "tags"));
    }

    private static String id(ItemLocks.LockedItems found, String key) {
        return TaskOrder.node(found, key).task().toString();
    }

    private static List<UUID> ids(List<String> keys, ItemLocks.LockedItems found) {
        return keys.stream()
                .map(key -> TaskOrder.node(found, key).task().value())
                .toList();
    }

    /**
     * Names the agent that has the tasks now, so that the model can pass its own name on.
     *
     * @param wanted the filter of the unnamed tasks; null for none
     */
    private WriteResult report(WriteContext writing, Done done, @Nullable ClaimFilter wanted) {
        Set<UUID> all = new LinkedHashSet<>(done.released());
        all.addAll(done.claimed()); // a task that changes hands counts once
        String agent = writing.worker().agent();
        WriteResult result = WriteResult.of(
                summary(done),
                written.claims(all, writing.missed(all)),
                wanted == null ? null : next.hint(done.claimed().size(), wanted));
        if (!done.claimed().isEmpty()) {
            result.json().put(AGENT, agent);
        }
        return result.notUndoable();
    }

    private static WriteSummary summary(Done done) {
        String released = WriteSummary.count(done.released().size(), "task");
        if (done.claimed().isEmpty()) {
            return done.released().isEmpty() ? NextTasks.summary(0) : new WriteSummary("released", "release", released);
        }
        String claimed = WriteSummary.count(done.claimed().size(), "task");
        return done.released().isEmpty()
                ? new WriteSummary("claimed", "claim", claimed)
                : new WriteSummary("released", "release", released + ", and claimed " + claimed);
    }

    /** Claims the first ready tasks for the caller, and returns the fields that the caller needs to begin with them. */
    record NextTasks(NextClaims next, WrittenItems written) {
        static final int MINUTES = 30;
        private static final String FAILED = "This is done, but the next task could not be claimed. Call claim_tasks.";

        List<UUID> claim(WriteContext writing, int count, ClaimFilter wanted, int minutes) {
            return next.claim(writing.changes(), writing.worker(), count, wanted, minutes).stream()
                    .map(TaskId::value)
                    .toList();
        }

        WriteResult report(WriteContext writing, List<UUID> claimed, ClaimFilter wanted) {
            return WriteResult.of(
                            summary(claimed.size()),
                            written.claims(claimed, writing.missed(claimed)),
                            hint(claimed.size(), wanted))
                    .notUndoable();
        }

        /**
         * Joins the answer to a write with the answer to the claims after the write. Leaves out what the caller knows:
         * the project in which it works, and of what it has named and completed all but the key and the version.
         */
        static ToolAnswer behind(ToolAnswer done, ToolAnswer claimed) {
            ObjectNode answer = done.structured().deepCopy();
            answer.set("claimed", claimed.structured().path("results").deepCopy());
            answer.path("results")
                    .forEach(each -> ((ObjectNode) each).remove(List.of("title", "status", "projectKey", "dueDate")));
            answer.path("claimed").forEach(each -> ((ObjectNode) each).remove("projectKey"));
            if (claimed.structured().has("hint")) {
                SizeLimit.hint(answer, claimed.structured().path("hint").asString(""));
            }
            String first = first(done);
            String second = first(claimed);
            return SizeLimit.of(answer, "call get_task to read one in full", fitting -> text(first, second, fitting));
        }

        /** Returns the lines before the list of tasks. */
        private static String first(ToolAnswer answer) {
            return answer.text()
                    .lines()
                    .limit(answer.structured().has("replayed") ? 2 : 1)
                    .collect(Collectors.joining("\n"));
        }

        private static String text(String done, String claimed, ObjectNode fitting) {
            List<String> text = new ArrayList<>(List.of(done));
            fitting.path("results").forEach(each -> text.add(WrittenItem.line(each)));
            text.add(claimed);
            fitting.path("claimed").forEach(each -> text.add(WrittenItem.line(each)));
            if (fitting.has("hint")) {
                text.add("Hint: " + fitting.path("hint").asString(""));
            }
            return String.join("\n", text);
        }

        static ToolAnswer failed(ToolAnswer done) {
            ObjectNode answer = done.structured().deepCopy();
            SizeLimit.hint(answer, FAILED);
            return new ToolAnswer(answer, done.text() + "\nHint: " + FAILED);
        }

        static WriteSummary summary(int claimed) {
            return new WriteSummary("claimed", "claim", WriteSummary.count(claimed, "task"));
        }

        @Nullable
        String hint(int claimed, ClaimFilter wanted) {
            if (claimed > 0) {
                return null;
            }
            String heldBack =
                    BlockingProject.hint(written.tasks().heldBack(TaskFilter.ready(wanted.project(), wanted.tags())));
            return heldBack == null ? "No task is ready to be claimed." : heldBack;
        }
    }
}

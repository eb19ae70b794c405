package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.TaskRefs.TaskOrder;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.claim.NextClaims.ClaimFilter;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.domain.task.ClaimDecider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims and releases tasks. Releases come before claims, so that one call can hand over a task and claim the next one.
 */
record ClaimTasks(LedgerWrites writes, NextTasks next, ProjectNames projects, WrittenItems written)
        implements WritingTool {
    private static final int MOST = 50;

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
                    "next", Schema.number(1, MOST).described("How many ready ones"),
                    "project", WriteSchema.project(),
                    "tags", WriteSchema.tags(),
                    "tasks", Schema.list(Schema.taskKey(), MOST),
                    "minutes", Schema.number(1, ClaimDecider.LONGEST).orElse(NextTasks.MINUTES),
                    "release", Schema.list(Schema.taskKey(), MOST),
                    "note", Schema.text(10_000).described("What you found, what is left"),
                    "force", Schema.flag().described("Release what another agent has"))),
            WriteSchema.output());

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

    /** @param wanted the filter of the unnamed tasks; null for none */
    private WriteResult report(WriteContext writing, Done done, @Nullable ClaimFilter wanted) {
        Set<UUID> all = new LinkedHashSet<>(done.released());
        all.addAll(done.claimed()); // a task that changes hands counts once
        return WriteResult.of(
                        summary(done),
                        written.claims(all, writing.missed(all)),
                        wanted == null ? null : next.hint(done.claimed().size(), wanted))
                .notUndoable();
    }

    private static WriteSummary summary(Done done) {
        String released = WriteSummary.count(done.released().size(), "task");
        if (done.released().isEmpty()) {
            return NextTasks.summary(done.claimed().size());
        }
        return done.claimed().isEmpty()
                ? new WriteSummary("released", "release", released)
                : new WriteSummary(
                        "released",
                        "release",
                        released + ", and claimed "
                                + WriteSummary.count(done.claimed().size(), "task"));
    }
}

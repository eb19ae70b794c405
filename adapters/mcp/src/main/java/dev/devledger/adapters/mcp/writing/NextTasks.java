package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.application.claim.NextClaims;
import dev.devledger.application.claim.NextClaims.ClaimFilter;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

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
     * Joins the answer to a write with the answer to the claims after the write. All tasks belong to the project in
     * which the caller works, so the items leave out the project.
     */
    static ToolAnswer behind(ToolAnswer done, ToolAnswer claimed) {
        ObjectNode answer = done.structured().deepCopy();
        answer.set("claimed", claimed.structured().path("results").deepCopy());
        for (String list : List.of("results", "claimed")) {
            answer.path(list).forEach(each -> ((ObjectNode) each).remove("projectKey"));
        }
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

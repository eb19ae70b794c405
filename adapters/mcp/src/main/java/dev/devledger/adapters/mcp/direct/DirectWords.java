package dev.devledger.adapters.mcp.direct;

import static dev.devledger.adapters.mcp.direct.LargeJson.word;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.Operation.DirectReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates the replies of a service into JSON, and its refusals into words for a model.
 *
 * @param name the service's name in scopes and paths
 * @param service the service's name as people write it
 * @param code the service's word for an error code
 * @param refused the problem to report for a refusal that the caller did not cause
 * @param away the problem to report if the service does not answer
 * @param ids the hint where to find ids
 * @param look the hint how to find out whether a change was made
 * @param places the hint where to find the ids of places
 * @param noId the hint where to find ids, if an id is empty
 * @param forGood the words for how final a deletion is in the service
 * @param naming the translation between names of arguments and names of the service's fields
 */
public record DirectWords(
        String name,
        String service,
        Toolset toolset,
        String code,
        ToolProblem refused,
        ToolProblem away,
        String ids,
        String look,
        String places,
        String noId,
        String forGood,
        Naming naming,
        Answers answers) {

    /** Translates the name of a service's field into the name of the argument, and back. */
    public record Naming(UnaryOperator<String> argument, UnaryOperator<String> field) {}

    public interface Answers {
        ToolAnswer of(DirectCall call, String json);
    }

    private static final Naming SAME = new Naming(UnaryOperator.identity(), UnaryOperator.identity());

    /** The words of TickTick, whose field {@code repeatFlag} is the argument {@code repeat_flag}. */
    public static final DirectWords TICKTICK = new DirectWords(
            "ticktick",
            "TickTick",
            Toolset.TICKTICK,
            "errorCode",
            ToolProblem.TICKTICK_REFUSED,
            ToolProblem.TICKTICK_UNAVAILABLE,
            "Call ticktick_list_projects for list ids, ticktick_get_project for the ids of open tasks.",
            "Check with ticktick_get_project before you send a change again.",
            "",
            "Call ticktick_list_projects or ticktick_get_project to get ids. ",
            " for good",
            new Naming(
                    theirs -> theirs.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                    ours -> Pattern.compile("_(.)").matcher(ours).replaceAll(word -> word.group(1)
                            .toUpperCase(Locale.ROOT))),
            TickTickAnswers::of);

    public static final DirectWords CLICKUP = new DirectWords(
            "clickup",
            "ClickUp",
            Toolset.CLICKUP,
            "ECODE",
            ToolProblem.CLICKUP_REFUSED,
            ToolProblem.CLICKUP_UNAVAILABLE,
            "Call clickup_list_spaces, clickup_list_lists or clickup_list_tasks to get ids.",
            "Check with clickup_get_task or clickup_list_tasks before you send a change again.",
            "Call clickup_list_spaces or clickup_list_folders to get ids.",
            "",
            ", and no call brings it back",
            SAME,
            ClickUpAnswers::of);

    public static final DirectWords TRACKINGTIME = new DirectWords(
            "trackingtime",
            "TrackingTime",
            Toolset.TRACKINGTIME,
            "status",
            ToolProblem.TRACKINGTIME_REFUSED,
            ToolProblem.TRACKINGTIME_UNAVAILABLE,
            "Call tt_list_projects, tt_list_tasks or tt_list_time_entries to get ids.",
            "Check with tt_list_tasks or tt_list_time_entries before you send a change again.",
            "",
            "",
            "",
            SAME,
            TrackingTimeAnswers::of);

    /**
     * The problems after which the change may have been made. An empty answer, which is read as not found, may follow a
     * successful create.
     */
    private static final Set<ToolProblem> MAY_BE_DONE = Set.of(
            ToolProblem.TICKTICK_UNAVAILABLE,
            ToolProblem.CLICKUP_UNAVAILABLE,
            ToolProblem.TRACKINGTIME_UNAVAILABLE,
            ToolProblem.WRITE_NOT_APPLIED,
            ToolProblem.NOT_FOUND);

    public String json(DirectReply reply) {
        return switch (reply) {
            case DirectReply.Json(var body) -> body;
            case DirectReply.Made(var id, var body) -> body;
            case DirectReply.Done() -> "{}";
            case DirectReply.Refusal no -> throw failure(no);
        };
    }

    /** True if the change was certainly not made, so that the same call may be sent again. */
    public static boolean nothingWasDone(RuntimeException failure) {
        return failure instanceof ToolFailure told && !MAY_BE_DONE.contains(told.problem());
    }

    private ToolFailure failure(DirectReply.Refusal reply) {
        return switch (reply) {
            case DirectReply.NotFound no -> coded(ToolProblem.NOT_FOUND, sentence(no.detail()) + " " + ids, no.code());
            case DirectReply.Forbidden no -> coded(ToolProblem.FORBIDDEN, sentence(no.detail()), no.code());
            case DirectReply.RateLimited(var after) -> rateLimited(seconds(after));
            case DirectReply.NotAuthorized no -> new ToolFailure(ToolProblem.CONFLICT_STATE, no.detail());
            case DirectReply.Unreachable no -> coded(away, sentence(no.detail()) + " " + look, no.code());
            case DirectReply.AgainstRule no -> refusal(ToolProblem.CONFLICT_STATE, no.detail(), no.code());
            case DirectReply.Refused no -> refusal(refused, no.detail(), no.code());
            case DirectReply.WrongValue no -> refusal(ToolProblem.INVALID, no.detail(), no.code());
            case DirectReply.Invalid no ->
                new ToolFailure(
                        ToolProblem.INVALID,
                        naming.argument().apply(no.field()) + " " + no.detail() + ". Nothing was sent.",
                        Map.of("field", naming.argument().apply(no.field())));
            case DirectReply.NotApplied no -> notApplied(no);
            case DirectReply.PartialWrite(var written, var no) -> partly(failure(no), written);
        };
    }

    private ToolFailure rateLimited(long seconds) {
        return new ToolFailure(
                ToolProblem.RATE_LIMITED,
                service + "'s limit of calls is reached; try again in " + seconds + " s. Nothing was sent.",
                Map.of("retryAfterSeconds", seconds));
    }

    private ToolFailure refusal(ToolProblem problem, String detail, String remoteCode) {
        return coded(
                problem, detail + " (" + service + "'s " + code + " " + ToolJson.text(remoteCode) + ").", remoteCode);
    }

    private static ToolFailure coded(ToolProblem problem, String words, String remoteCode) {
        return new ToolFailure(problem, words, remoteCode.isEmpty() ? Map.of() : Map.of("remoteCode", remoteCode));
    }

    private ToolFailure notApplied(DirectReply.NotApplied no) {
        String fields = no.differences().stream()
                .map(each -> each.field() + " (sent " + each.sent() + ", it has " + each.got() + ")")
                .collect(Collectors.joining(", "));
        return new ToolFailure(
                ToolProblem.WRITE_NOT_APPLIED,
                service + " answered that it was done to " + no.id() + ", but holds something else in: " + fields + ".",
                Map.of(
                        "remoteId",
                        no.id(),
                        "fields",
                        no.differences().stream()
                                .map(DirectReply.Difference::field)
                                .toList()));
    }

    private static ToolFailure partly(ToolFailure failure, List<String> written) {
        String words = String.valueOf(failure.getMessage()).replace("Nothing was sent.", "This was not sent.");
        return failure.because(
                words + " Already written: " + String.join(", ", written) + ".", Map.of("written", written));
    }

    /** Returns the seconds, rounded up: a call one second too early would be refused again. */
    private static long seconds(Duration time) {
        return Math.max(1, (time.toMillis() + 999) / 1000);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** Turns TickTick's JSON into answers, whose lines of text say as much as their JSON. */
    static final class TickTickAnswers {
        private TickTickAnswers() {}

        static ToolAnswer of(DirectCall call, String json) {
            return switch (call.answers().getFirst().name()) {
                case "projects" -> lists(json);
                case "project" -> call.effect() == Effect.READS ? oneList(json) : list(json);
                case "task" -> task(json);
                default -> done();
            };
        }

        private static ToolAnswer lists(String json) {
            ObjectNode answer = ToolJson.object();
            List<String> lines = new ArrayList<>();
            int left = LargeJson.put(answer, "projects", ToolJson.tree(json), lines, TickTickAnswers::list);
            return withHint(answer, lines, left, "No lists.", "lists; they do not fit into an answer");
        }

        private static ToolAnswer oneList(String json) {
            JsonNode said = ToolJson.tree(json);
            ObjectNode answer = ToolJson.object();
            answer.set("project", said.path("project").isObject() ? said.path("project") : inbox());
            List<String> lines = new ArrayList<>(List.of(list(answer.path("project"))));
            said.path("columns")
                    .valueStream()
                    .forEach(each -> lines.add("column " + word(each, "id") + " " + word(each, "name")));
            answer.set("columns", said.path("columns").isArray() ? said.path("columns") : answer.arrayNode());
            int left = LargeJson.put(answer, "tasks", said.path("tasks"), lines, TickTickAnswers::task);
            return withHint(answer, lines, left, "", "open tasks; find_tasks pages through those that the ledger has");
        }

        /** Returns the Inbox, the only list of which TickTick sends nothing but tasks (docs/ticktick.md, section 10). */
        private static ObjectNode inbox() {
            return ToolJson.object().put("id", "inbox").put("name", "Inbox");
        }

        private static ToolAnswer list(String json) {
            return one("project", ToolJson.tree(json), TickTickAnswers::list);
        }

        private static ToolAnswer task(String json) {
            return one("task", ToolJson.tree(json), TickTickAnswers::task);
        }

        private static ToolAnswer done() {
            return new ToolAnswer(
                    ToolJson.object().put("done", true), "Done. The next sync brings it into the ledger.");
        }

        private static ToolAnswer one(String name, JsonNode object, Function<JsonNode, String> line) {
            return LargeJson.one(name, object, line, "\nThe next sync takes it into the ledger.");
        }

        private static ToolAnswer withHint(ObjectNode answer, List<String> lines, int left, String none, String what) {
            return LargeJson.withHint(answer, lines, left > 0 ? left + " more " + what + "." : "", none);
        }

        private static String list(JsonNode list) {
            String closed = list.path("closed").asBoolean(false) ? " closed" : "";
            return "list " + word(list, "id") + closed + " " + word(list, "name");
        }

        private static String task(JsonNode task) {
            String due = task.path("dueDate").isString() ? " due " + word(task, "dueDate") : "";
            String priority = task.path("priority").asInt(0) > 0
                    ? " priority " + task.path("priority").asInt()
                    : "";
            return "task " + word(task, "id") + " [list " + word(task, "projectId") + "]" + priority + due + " "
                    + word(task, "title");
        }
    }
}

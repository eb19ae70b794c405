package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.undo.UndoRefused;
import dev.devledger.application.undo.UndoRefused.UndoConflict;
import dev.devledger.domain.shared.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates refusals of the rules for tools. The use cases write for all inbound adapters: fields have REST's names,
 * and some sentences name REST's paths, which tools do not have.
 */
public final class RuleWords {
    /** The most errors in one report: the first errors help, a complete list does not. */
    private static final int MOST = 10;

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?])\\s+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])([A-Z])");
    private static final Pattern FIELDS = Pattern.compile("\\b(startDate|dueDate|timeZone|repositoryUrl)\\b");

    /** REST's advice for starting a timer. */
    private static final String START = ", or send stopRunning=true to end it where the new one starts.";

    /** REST's advice to send null. */
    private static final String NO_STAGE = "; use null for no stage";

    private static final Pattern RESOLVE = Pattern.compile("POST /api/sync/conflicts/([0-9a-f-]{36})/resolve");
    private static final Pattern CONFLICTS = Pattern.compile("GET /api/sync/conflicts");
    private static final Pattern APPROVALS = Pattern.compile("GET /api/sync/approvals");

    private RuleWords() {}

    public static ToolFailure of(Rejection rejection) {
        return of(rejection, UnaryOperator.identity());
    }

    /** @param place maps a field in snake_case to the field's place in the call */
    public static ToolFailure of(Rejection rejection, UnaryOperator<String> place) {
        String words = rejection.violations().isEmpty()
                ? withoutPaths(rejection.detail()).replace(START, " with stop_timer.")
                : rejection.violations().stream()
                        .limit(MOST)
                        .map(each -> place.apply(snake(each.field())) + ": " + fields(each.message()))
                        .collect(Collectors.joining("; "));
        return new ToolFailure(problem(rejection.code()), sentence(words));
    }

    /** Converts {@code dueDate} to {@code due_date}. */
    public static String snake(String field) {
        return HUMP.matcher(field).replaceAll(hump -> "_" + hump.group().toLowerCase(Locale.ROOT));
    }

    private static String fields(String message) {
        return FIELDS.matcher(
                        message.replace(NO_STAGE, "; for no stage leave it out; in update_tasks, clear takes it away"))
                .replaceAll(field -> snake(field.group()));
    }

    /** Removes the sentences that name a path of REST. */
    public static String withoutPaths(String detail) {
        return Arrays.stream(SENTENCES.split(detail))
                .filter(sentence -> !sentence.contains("/api"))
                .collect(Collectors.joining(" "));
    }

    /** Replaces REST calls by tools in stored texts, such as the reason why an item is not in sync. */
    public static String withTools(String stored) {
        return stored.contains("/api")
                ? APPROVALS
                        .matcher(CONFLICTS
                                .matcher(RESOLVE.matcher(stored).replaceAll("resolve_sync_conflicts with conflict=$1"))
                                .replaceAll("resolve_sync_conflicts"))
                        .replaceAll("the user approves or refuses it in Devledger")
                : stored;
    }

    /** Lists what later changes stand in the way of an undo. */
    public static String laterEdits(UndoRefused refused) {
        List<UndoConflict> conflicts = refused.conflicts();
        String shown = conflicts.stream().limit(MOST).map(RuleWords::words).collect(Collectors.joining(" "));
        return shown + (conflicts.size() > MOST ? " And " + (conflicts.size() - MOST) + " more." : "");
    }

    private static String words(UndoConflict conflict) {
        UndoConflict.Entity entity = conflict.entity();
        String key = entity.key() == null ? entity.type() + " " + entity.id() : entity.key();
        String field = conflict.field() == null ? "" : " " + snake(conflict.field());
        String by =
                conflict.changedBy() == null ? "" : " by " + Quoted.line(who(conflict.changedBy(), conflict.agent()));
        String set = conflict.changeSet() == null ? "" : " in change set " + conflict.changeSet();
        return "%s%s was %s%s%s: it was %s and is %s. %s"
                .formatted(
                        key,
                        field,
                        "changed",
                        by,
                        set,
                        value(conflict.was()),
                        value(conflict.now()),
                        conflict.message().replace("With force", "With force=true"));
    }

    private static String who(String actor, @Nullable String agent) {
        return agent == null ? actor : actor + " (" + agent + ")";
    }

    private static String value(@Nullable Object value) {
        return value == null ? "nothing" : Quoted.sent(value.toString());
    }

    private static String sentence(String words) {
        if (words.isEmpty()) {
            return "This is not possible.";
        }
        return words.endsWith(".") ? words : words + ".";
    }

    private static ToolProblem problem(Rejection.Code code) {
        return switch (code) {
            case INVALID -> ToolProblem.INVALID;
            case NOT_FOUND -> ToolProblem.NOT_FOUND;
            case STALE -> ToolProblem.STALE;
            case CONFLICT_STATE -> ToolProblem.CONFLICT_STATE;
            case DEPENDENCY_CYCLE -> ToolProblem.DEPENDENCY_CYCLE;
            case CLAIMED -> ToolProblem.CLAIMED;
            case CLAIM_ENDED -> ToolProblem.CLAIM_ENDED;
            case IDEMPOTENCY_MISMATCH -> ToolProblem.IDEMPOTENCY_MISMATCH;
        };
    }
}

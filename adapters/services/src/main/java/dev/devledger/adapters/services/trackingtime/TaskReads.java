package dev.devledger.adapters.services.trackingtime;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.trackingtime.TrackingTimeRemoteTasks.Answers;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.TaskJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.adapters.services.trackingtime.json.Wire.AccountContext;
import dev.devledger.adapters.services.trackingtime.json.Wire.RemoteIds;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads tasks, a hundred a page. No answer has a total, so a page that is not full is the last one. Tasks without a
 * project are not synchronized.
 */
record TaskReads(TrackingTimeClient client, Members members, ProjectLists lists) {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 200;
    private static final String FILTER = "filter";
    private static final String ALL = "ALL";

    RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, ReadCursor cursor) {
        return members.known(CallPurpose.READ).flatMap(known -> {
            AccountContext around = known.around();
            return switch (what) {
                case ReadTarget.OneList(var list) -> inList(list, cursor, around);
                case ReadTarget.AllOpenTasks anywhere ->
                    anywhere("ACTIVE", cursor, around, any -> true)
                            .map(page -> page.map(rows -> only(rows, RemoteStatus.OPEN)));
                case ReadTarget.FinishedSince(var in, var since) ->
                    in.isEmpty()
                            ? new Ok<>(Optional.of(RemotePage.whole(Listing.of(List.of()))))
                            : anywhere("ARCHIVED", cursor, around, task -> isEnded(task, in, since, around));
                case ReadTarget.WrittenSince written -> anywhere(ALL, cursor, around, any -> true);
            };
        });
    }

    private static RemotePage<Listing> only(RemotePage<Listing> page, RemoteStatus status) {
        return new RemotePage<>(page.rows().only(task -> task.content().status() == status), page.next());
    }

    private static boolean isEnded(JsonNode task, Set<String> lists, Instant since, AccountContext around) {
        Instant at = new TaskJson(around).endedAt(task);
        return TaskJson.list(task).filter(lists::contains).isPresent() && (at == null || !at.isBefore(since));
    }

    private RemoteAnswer<Optional<RemotePage<Listing>>> anywhere(
            String filter, ReadCursor cursor, AccountContext around, Predicate<JsonNode> meant) {
        Endpoint endpoint = get("tasks").with(FILTER, filter).with("page", cursor.page());
        TaskJson json = new TaskJson(around);
        return rows(client.read(endpoint))
                .flatMap(rows -> shown(
                        rows,
                        cursor,
                        task -> meant.test(task) ? json.row(task) : Optional.<LookupResult.Present>empty()))
                .map(Optional::of);
    }

    /**
     * Reads the tasks of a project. An empty answer may mean that the project is missing, so then the project is read.
     */
    private RemoteAnswer<Optional<RemotePage<Listing>>> inList(String list, ReadCursor cursor, AccountContext around) {
        String project = RemoteIds.project(list).orElse(null);
        if (project == null) {
            return new Ok<>(Optional.empty());
        }
        Outcome outcome = client.read(of(project).with("page", cursor.page()));
        if (Answers.isDenied(outcome)) {
            return lists.isThere(CallPurpose.READ, project)
                    .flatMap(there -> there
                            ? new Refused<>("TrackingTime did not tell the tasks of this project")
                            : new Ok<>(Optional.empty()));
        }
        return rows(outcome).flatMap(rows -> {
            RemoteAnswer<Optional<RemotePage<Listing>>> page =
                    shown(rows, cursor, in(list, around)).map(Optional::of);
            return rows.isEmpty() && cursor.page() == 0
                    ? lists.isThere(CallPurpose.READ, project)
                            .flatMap(there -> there ? page : new Ok<>(Optional.empty()))
                    : page;
        });
    }

    private static Function<JsonNode, Optional<LookupResult.Present>> in(String list, AccountContext around) {
        TaskJson json = new TaskJson(around);
        return task -> json.row(task, list);
    }

    private static Endpoint of(String project) {
        return get("tasks").with(FILTER, ALL).with("project_id", project);
    }

    private static RemoteAnswer<List<JsonNode>> rows(Outcome outcome) {
        return Answers.answer(outcome, data -> Wire.rows(data, "tasks"));
    }

    private static RemoteAnswer<RemotePage<Listing>> shown(
            List<JsonNode> rows, ReadCursor cursor, Function<JsonNode, Optional<LookupResult.Present>> row) {
        return read(rows, row).flatMap(listing -> {
            if (rows.size() != PAGE) {
                return new Ok<>(RemotePage.whole(listing));
            }
            String first = Wire.text(rows.getFirst(), "id");
            return cursor.isRepeated(first) || cursor.page() >= MOST_PAGES
                    ? new Unknown<>("TrackingTime returned a part of the tasks again, and not the others")
                    : new Ok<>(new RemotePage<>(listing, cursor.next(first)));
        });
    }

    /** Reads each task by itself, so that an unreadable task does not affect other tasks. */
    private static RemoteAnswer<Listing> read(
            List<JsonNode> rows, Function<JsonNode, Optional<LookupResult.Present>> row) {
        try {
            return new Ok<>(Listing.ofRows(
                    rows.stream().flatMap(task -> row.apply(task).stream()).toList()));
        } catch (UnreadableAnswer e) {
            return new Unknown<>(String.valueOf(e.getMessage()));
        }
    }

    /** Returns all tasks of the list in one page; empty if there may be more than one page. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        String project = RemoteIds.project(list).orElse(null);
        if (project == null) {
            return new Ok<>(Optional.of(Listing.of(List.of())));
        }
        return members.known(CallPurpose.RESOLUTION)
                .flatMap(known -> rows(client.resolve(of(project))).flatMap(rows -> read(rows, in(list, known.around()))
                        .map(all -> rows.size() == PAGE ? Optional.empty() : Optional.of(all))));
    }

    RemoteAnswer<LookupResult> find(RemoteRef task) {
        if (!RemoteIds.isNumber(task.id())) {
            return new Ok<>(new LookupResult.Denied(Answers.noSuchThing(task.id())));
        }
        return members.known(CallPurpose.RESOLUTION).flatMap(known -> {
            Outcome outcome = client.resolve(endpoint(task));
            return switch (outcome) {
                case Outcome.NoAccess(var text) -> new Ok<>(new LookupResult.NoAccess(text));
                case Outcome.Refused(var status, var text) ->
                    Answers.isDenied(outcome) ? new Ok<>(new LookupResult.Denied(text)) : new Unknown<>(text);
                case Outcome.AgainstRule(var text) -> new Unknown<>(text);
                default -> Answers.answer(outcome, json -> sighting(Wire.one(json), task, known.around()));
            };
        });
    }

    static Endpoint endpoint(RemoteRef task) {
        return get("tasks/" + task.id());
    }

    /** Returns the task. A task without a project exists in TrackingTime, but in no list, so it counts as not found. */
    private static LookupResult sighting(JsonNode json, RemoteRef asked, AccountContext around) {
        if (!asked.id().equals(Wire.id(json, "task"))) {
            throw new UnreadableAnswer("TrackingTime returned a different task");
        }
        return new TaskJson(around)
                .row(json, asked.list())
                .<LookupResult>map(found -> found)
                .orElseGet(LookupResult.NotFound::new);
    }

    /**
     * The position of a read.
     *
     * @param page counted from 0
     * @param first the id of the first task of the preceding page; empty before the first page
     */
    record ReadCursor(int page, String first) {
        static final ReadCursor BEGIN = new ReadCursor(0, "");

        /** Parses a cursor; null if the text is not one. */
        static @Nullable ReadCursor of(@Nullable String written) {
            return written == null
                    ? BEGIN
                    : UnreadableAnswer.cursor(Wire.JSON, written, ReadCursor.class)
                            .filter(each -> each.page() > 0 && each.first() != null)
                            .orElse(null);
        }

        /** @param id the id of the first task of this page */
        String next(String id) {
            return Wire.JSON.writeValueAsString(new ReadCursor(page + 1, id));
        }

        /**
         * True if the page repeats the preceding one. Page 1 may equal page 0, as TrackingTime may count from 1; later
         * pages must not repeat.
         */
        boolean isRepeated(String id) {
            return page > 1 && id.equals(first);
        }
    }
}

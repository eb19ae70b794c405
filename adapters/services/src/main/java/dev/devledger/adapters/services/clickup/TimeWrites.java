package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.Answers.answer;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.EntryBodies;
import dev.devledger.adapters.services.clickup.json.EntryJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Writes time entries, of which the account has one timer: before it is started or stopped ClickUp is asked what runs, as
 * it would stop whatever does.
 */
record TimeWrites(ClickUpClient client) {
    private static final String NOTHING = "ITEM_015";
    private static final String NOT_OTHERS =
            "only a person's own timer can be started and stopped in ClickUp; this one is somebody else's";

    /** What there is no place for in ClickUp; empty where there is one for all of it. */
    static Optional<String> whyNot(RemoteWork work) {
        return work.project() == null
                ? Optional.empty()
                : Optional.of("ClickUp keeps time for a task or for nothing, and not for a list");
    }

    static Optional<String> whyNot(RemoteWork now, RemoteWork wanted) {
        if (now.task() != null && wanted.task() == null) {
            return Optional.of("ClickUp moves a time entry to another task, and not away from all tasks");
        }
        return wanted.running() && !now.running()
                ? Optional.of("a timer that was stopped in ClickUp does not go on")
                : whyNot(wanted);
    }

    /** Of the own user alone. */
    private static EntryJson entries(Workspace.Known known) {
        return new EntryJson(known.user(), Set.of(), known.around().zone());
    }

    /** Where ClickUp says so itself: a gateway, too, may know no such page. What is deleted may be its task only. */
    static boolean isGone(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotFound(var code, var text) -> !code.isEmpty();
            case Outcome.Refused(var status, var code, var text) -> code.equals(NOTHING); // under another status
            default -> false;
        };
    }

    RemoteAnswer<Optional<RemoteEntry>> running(Workspace.Known known, Share share) {
        Endpoint current =
                Endpoint.get("team", known.id(), "time_entries", "current").with("assignee", known.user());
        return answer(client.call(share, current), json -> entries(known).running(json));
    }

    RemoteAnswer<Optional<String>> add(Workspace.Known known, RemoteWork work) {
        Instant end = work.end();
        return end == null
                ? start(known, work)
                : answer(
                        client.call(
                                Share.WRITE,
                                Endpoint.post("team", known.id(), "time_entries"),
                                EntryBodies.logged(work, end, known.user())),
                        EntryJson::made);
    }

    private RemoteAnswer<Optional<String>> start(Workspace.Known known, RemoteWork work) {
        if (work.user() != null) {
            return new Refused<>(NOT_OTHERS);
        }
        return running(known, Share.WRITE)
                .flatMap(now -> now.isPresent()
                        ? new Refused<>("another timer runs in ClickUp")
                        : answer(
                                client.call(
                                        Share.WRITE,
                                        Endpoint.post("team", known.id(), "time_entries", "start"),
                                        EntryBodies.started(work)),
                                EntryJson::made));
    }

    RemoteAnswer<Done> change(Workspace.Known known, RemoteEntry before, RemoteWork wanted) {
        if (before.work().running() && !wanted.running() && before.work().user() != null) {
            return new Refused<>(NOT_OTHERS);
        }
        return before.work().running() && !wanted.running()
                ? stop(known, before.id()).flatMap(now -> afterwards(put(known, now.filled(before.work()), wanted)))
                : put(known, before, wanted);
    }

    /** When it ends ClickUp's clock says. */
    private RemoteAnswer<RemoteEntry> stop(Workspace.Known known, String id) {
        return running(known, Share.WRITE)
                .flatMap(now -> now.filter(each -> each.id().equals(id)).isEmpty()
                        ? new Unknown<>("the timer does not run in ClickUp any more")
                        : answer(
                                client.call(
                                        Share.WRITE,
                                        Endpoint.post("team", known.id(), "time_entries", "stop"),
                                        Wire.object()),
                                json -> entries(known).written(json, id)));
    }

    /** Something was done before it. */
    private static <T> RemoteAnswer<T> afterwards(RemoteAnswer<T> answer) {
        return answer instanceof NotSent<T>(var hold, var reason, var after)
                ? new Unknown<>("the timer was stopped in ClickUp, and no more: " + reason)
                : answer;
    }

    private RemoteAnswer<Done> put(Workspace.Known known, RemoteEntry before, RemoteWork wanted) {
        Set<EntryField> fields = EntryBodies.between(before.work(), wanted);
        if (fields.isEmpty()) {
            return new Ok<>(Done.DONE);
        }
        Endpoint one = Endpoint.put("team", known.id(), "time_entries", before.id());
        JsonNode body = EntryBodies.changed(fields, wanted);
        return answer(client.call(Share.WRITE, one, body), json -> entries(known)
                        .written(json, before.id()))
                .flatMap(now -> done(EntryBodies.ignored(now.filled(wanted).work(), wanted)));
    }

    /** ClickUp answers 200 to what it ignores; of what the answer does not show the look after it tells. */
    private static RemoteAnswer<Done> done(Set<EntryField> ignored) {
        return ignored.isEmpty()
                ? new Ok<>(Done.DONE)
                : new Refused<>("ClickUp left of the time entry as it was: "
                        + ignored.stream().map(EntryField::word).sorted().collect(Collectors.joining(", ")));
    }

    RemoteAnswer<Done> delete(Workspace.Known known, String id) {
        Outcome outcome = client.call(Share.WRITE, Endpoint.delete("team", known.id(), "time_entries", id));
        return isGone(outcome) ? new Ok<>(Done.DONE) : answer(outcome, TimeWrites::deleted);
    }

    /** It names what it has deleted. */
    private static Done deleted(JsonNode answer) {
        if (EntryJson.told(answer).isEmpty()) {
            throw new Unreadable("ClickUp's answer does not say what was deleted");
        }
        return Done.DONE;
    }
}

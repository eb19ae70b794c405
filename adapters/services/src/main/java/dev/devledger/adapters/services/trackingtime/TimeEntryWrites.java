package dev.devledger.adapters.services.trackingtime;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.post;

import dev.devledger.adapters.services.trackingtime.TrackingTimeRemoteTasks.Answers;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.json.TimeEntryBodies;
import dev.devledger.adapters.services.trackingtime.json.TimeEntryJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes time entries, and starts and stops the timer of the account's user; the API controls no other timer. */
record TimeEntryWrites(TrackingTimeClient client) {
    private static final String NOT_OTHERS =
            "only a person's own timer can be started and stopped in TrackingTime; this one is somebody else's";

    RemoteAnswer<Optional<RemoteEntry>> running(Members.Known known, CallPurpose share) {
        return Answers.answer(
                client.call(share, get("users/" + known.user() + "/tasks/tracking")),
                new TimeEntryJson(known.user(), false, known.around().zone(), null)::tracked);
    }

    /** @param field the id of the custom field for the id of the ledger's entry */
    RemoteAnswer<Optional<String>> log(
            Members.Known known, RemoteEntryContent work, Instant end, Optional<String> field, UUID entry) {
        ObjectNode body = TimeEntryBodies.logged(work, end, known.user());
        field.ifPresent(id -> TimeEntryBodies.marked(body, id, entry));
        return made(client.write(post("events/add"), body));
    }

    RemoteAnswer<Optional<String>> start(RemoteEntryContent work) {
        if (work.user() != null) {
            return new Refused<>(NOT_OTHERS);
        }
        if (work.task() == null && work.project() == null) {
            return new Refused<>("TrackingTime's timer runs on a task or a project; this one is for neither there");
        }
        String path = work.task() == null ? "tasks/track" : "tasks/track/" + work.task();
        return made(client.write(post(path), TimeEntryBodies.started(work)));
    }

    /** Returns the id of the new entry; empty if the answer has none, so that the entries must be read. */
    private static RemoteAnswer<Optional<String>> made(Outcome outcome) {
        return Answers.answer(outcome, event -> Optional.ofNullable(Wire.given(Wire.one(event), "id", "ID")));
    }

    RemoteAnswer<Done> change(Members.Known known, RemoteEntry before, RemoteEntryContent wanted) {
        @Nullable Instant end = wanted.end();
        if (end == null) {
            return new Refused<>(
                    before.work().running()
                            ? "TrackingTime changes a time entry only when it has stopped"
                            : "a timer that was stopped in TrackingTime does not go on");
        }
        if (before.work().running() && before.work().user() != null) {
            return new Refused<>(NOT_OTHERS);
        }
        return before.work().running()
                ? stop(known, before, end).flatMap(done -> afterwards(put(known, before, wanted, end)))
                : put(known, before, wanted, end);
    }

    /** Stops this entry only; if another one is running by now, it goes on. */
    private RemoteAnswer<Done> stop(Members.Known known, RemoteEntry running, Instant end) {
        return running(known, CallPurpose.WRITE)
                .flatMap(now ->
                        now.filter(each -> each.id().equals(running.id())).isEmpty()
                                ? new Unknown<>("the timer does not run in TrackingTime any more")
                                : stop(running.work(), end));
    }

    private RemoteAnswer<Done> stop(RemoteEntryContent running, Instant end) {
        String path = running.task() == null ? "tasks/stop" : "tasks/stop/" + running.task();
        return Answers.answer(client.write(post(path), TimeEntryBodies.stopped(running, end)), any -> Done.DONE);
    }

    /** Turns an unsent request into an unknown result, as an earlier step of the same write was done. */
    private static <T> RemoteAnswer<T> afterwards(RemoteAnswer<T> answer) {
        return answer instanceof NotSent<T>(var hold, var reason, var after)
                ? new Unknown<>("the timer was stopped in TrackingTime, and no more: " + reason)
                : answer;
    }

    /** Sends only the changed fields, as another client may have changed other fields. */
    private RemoteAnswer<Done> put(Members.Known known, RemoteEntry before, RemoteEntryContent wanted, Instant end) {
        if (TimeEntryBodies.isBillAlone(before.work(), wanted)) {
            return put(wanted.billed() ? "events/billed" : "events/not_billed", TimeEntryBodies.only(before.id()));
        }
        return put("events/update/" + before.id(), TimeEntryBodies.changed(before.work(), wanted, end, known.user()));
    }

    private RemoteAnswer<Done> put(String path, ObjectNode body) {
        return Answers.answer(client.write(TrackingTimeApi.put(path), body), any -> Done.DONE);
    }
}

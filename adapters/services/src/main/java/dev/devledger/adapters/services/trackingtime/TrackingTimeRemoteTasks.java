package dev.devledger.adapters.services.trackingtime;

import static dev.devledger.adapters.services.kernel.UnreadableAnswer.requireTask;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.trackingtime.TaskReads.ReadCursor;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sync's view of TrackingTime. */
record TrackingTimeRemoteTasks(ProjectLists lists, TaskReads reads, TaskWrites writes) implements RemoteTasks {
    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor) {
        return lists.page(cursor);
    }

    @Override
    public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
        ReadCursor from = ReadCursor.of(cursor);
        return from == null ? Answers.unknownCursor() : reads.page(what, from);
    }

    @Override
    public RemoteAnswer<LookupResult> find(RemoteRef task) {
        requireTask(task);
        return reads.find(task);
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
        return reads.searched(list)
                .map(found -> found.map(all -> all.only(task -> task.content().status() == RemoteStatus.OPEN)));
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchAll(String list) {
        return reads.searched(list);
    }

    @Override
    public RemoteAnswer<RemoteList> createList(String name) {
        return lists.create(name);
    }

    @Override
    public RemoteAnswer<RemoteList> updateList(String list, CanonicalChanges changes) {
        return lists.update(list, changes);
    }

    @Override
    public RemoteAnswer<Done> deleteList(String list) {
        return lists.delete(list);
    }

    @Override
    public RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
        return writes.create(list, content);
    }

    @Override
    public List<Step> script(RemoteTask current, CanonicalChanges changes) {
        return TaskWrites.script(current, changes);
    }

    @Override
    public RemoteAnswer<CanonicalContent> send(Step step) {
        return writes.send(step);
    }

    @Override
    public RemoteAnswer<Done> move(RemoteRef task, String toList) {
        requireTask(task);
        return writes.move(task, toList);
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteRef task) {
        requireTask(task);
        return writes.delete(task);
    }

    /** Translates outcomes of calls into answers to the sync. */
    static final class Answers {
        /**
         * The status inside an answer that means missing, not allowed, or wrong; only the text for users says which.
         */
        private static final int ERROR = 500;

        private static final int NOT_FOUND = 404;
        private static final String NOTHING = "TrackingTime has no such thing";

        private Answers() {}

        static <T> RemoteAnswer<T> answer(Outcome outcome, Function<JsonNode, T> reader) {
            return outcome instanceof Outcome.Answered answered
                    ? UnreadableAnswer.read(answered.data(), reader)
                    : failure(outcome);
        }

        /** Returns the answer to the sync for an outcome without an answer from TrackingTime. */
        static <T> RemoteAnswer<T> failure(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Answered answered -> new Unknown<>("TrackingTime answered, and not what belongs there");
                case Outcome.Csv table -> new Unknown<>("TrackingTime answered with a table");
                case Outcome.NoAccess(var text) -> new Refused<>(text);
                case Outcome.Refused(var status, var text) -> new Refused<>(text);
                case Outcome.AgainstRule(var text) -> new Refused<>(text);
                case Outcome.NothingDone(var hold, var reason, var after) -> new NotSent<>(hold, reason, after);
                case Outcome.NoReadableAnswer(var reason, var maybeDone) -> new Unknown<>(reason);
            };
        }

        /** As {@link #failure}, for a write to a project or into it: without access the write counts as not sent. */
        static <T> RemoteAnswer<T> ofList(Outcome outcome, Function<JsonNode, T> reader) {
            return outcome instanceof Outcome.NoAccess(var text)
                    ? new NotSent<>(NotSentReason.FORBIDDEN, text, Duration.ZERO)
                    : answer(outcome, reader);
        }

        /** True if the outcome is the refusal that TrackingTime gives for a missing object. */
        static boolean isDenied(Outcome outcome) {
            return outcome instanceof Outcome.Refused(var status, var text) && (status == ERROR || status == NOT_FOUND);
        }

        static <T> RemoteAnswer<T> noSuch(String id) {
            return new Refused<>(noSuchThing(id));
        }

        static String noSuchThing(String id) {
            return NOTHING + ": " + id;
        }

        static <T> RemoteAnswer<T> unknownCursor() {
            return new Unknown<>("TrackingTime's connector does not know where this read was to go on");
        }
    }
}

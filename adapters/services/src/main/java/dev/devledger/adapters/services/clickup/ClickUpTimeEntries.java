package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.get;
import static dev.devledger.adapters.services.kernel.Endpoint.post;

import dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.EntryJson;
import dev.devledger.adapters.services.clickup.json.EntryJson.EntryBodies;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSent;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads and writes time entries. All of them come in one page. ClickUp does not report which entries have changed, so
 * all are read again and again. ClickUp has defaults for the window and the person, so both are always sent.
 */
record ClickUpTimeEntries(
        ClickUpClient client, Workspace workspace, ClickUpTimeEntries.TimeWrites writes, boolean everybody)
        implements RemoteTimeEntries {
    private static final Set<EntryField> OF_STOPPED = EnumSet.complementOf(EnumSet.of(EntryField.BILLED));

    /**
     * The fields of a running entry that can be set: not the start, as a timer starts when its request arrives, by
     * ClickUp's clock.
     */
    private static final Set<EntryField> OF_RUNNING =
            EnumSet.complementOf(EnumSet.of(EntryField.BILLED, EntryField.START));

    private static final Reach REACH = Reach.of(Reach.USUAL);

    /** @param everybody true if the time of all people of the workspace is synchronized, not only the account's own */
    ClickUpTimeEntries(ClickUpClient client, Workspace workspace, boolean everybody) {
        this(client, workspace, new TimeWrites(client), everybody);
    }

    @Override
    public RemoteAnswer<List<Member>> others() {
        return everybody ? workspace.known(CallPurpose.READ).map(ClickUpTimeEntries::others) : new Ok<>(List.of());
    }

    private static List<Member> others(Workspace.Known known) {
        return known.around().addresses().entrySet().stream()
                .filter(each -> !each.getKey().equals(known.user()))
                .map(each -> new Member(
                        each.getKey(), each.getValue(), known.names().getOrDefault(each.getValue(), each.getValue())))
                .toList();
    }

    private EntryJson entries(Workspace.Known known) {
        Set<String> others = everybody ? known.around().addresses().keySet() : Set.of();
        return new EntryJson(known.user(), others, known.around().zone());
    }

    @Override
    public Set<EntryField> holds(boolean running) {
        return Set.copyOf(running ? OF_RUNNING : OF_STOPPED);
    }

    /** Returns the fields that can change: not the person. */
    @Override
    public Set<EntryField> changes(boolean running) {
        Set<EntryField> changes = EnumSet.copyOf(holds(running));
        changes.remove(EntryField.PERSON);
        return changes;
    }

    /** Returns the work with its texts in a form that ClickUp's rewriting does not change. */
    @Override
    public RemoteEntryContent form(RemoteEntryContent work) {
        return EntryBodies.plain(work);
    }

    @Override
    public boolean movesAway() {
        return false;
    }

    @Override
    public boolean holdsProjects() {
        return false;
    }

    @Override
    public Reach reach() {
        return REACH;
    }

    @Override
    public boolean reportsDeletion() {
        return false;
    }

    /** Reads the entries of a window. ClickUp does not say if the bounds are inclusive. */
    @Override
    public RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor) {
        if (cursor != null) {
            return Answers.unknownCursor();
        }
        return workspace.known(CallPurpose.READ).flatMap(known -> {
            Endpoint all = get("team", known.id(), "time_entries")
                    .with("start_date", window.from().minusMillis(1))
                    .with("end_date", window.to())
                    .with("assignee", whose(known));
            return answer(
                    client.read(all), json -> RemotePage.whole(entries(known).all(json)));
        });
    }

    private String whose(Workspace.Known known) {
        Stream<String> others = everybody ? others(known).stream().map(Member::user) : Stream.empty();
        return Stream.concat(Stream.of(known.user()), others).collect(Collectors.joining(","));
    }

    @Override
    public RemoteAnswer<OptionalInt> count(Window window) {
        return new Ok<>(OptionalInt.empty());
    }

    /** Returns the account's own timer only; running entries of other people come with the pages. */
    @Override
    public RemoteAnswer<Rows> running() {
        return workspace
                .known(CallPurpose.READ)
                .flatMap(known -> writes.running(known, CallPurpose.READ))
                .map(own -> new Rows(own.stream().toList(), List.of()));
    }

    /** Finds an entry. Without access the result is unknown: access may be lost only for a while. */
    @Override
    public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
        return workspace.known(CallPurpose.RESOLUTION).flatMap(known -> {
            Outcome outcome = client.resolve(get("team", known.id(), "time_entries", id));
            return TimeWrites.isGone(outcome)
                    ? new Ok<>(Optional.empty())
                    : answer(outcome, json -> entries(known).one(json, id));
        });
    }

    @Override
    public RemoteAnswer<Optional<String>> add(RemoteEntryContent work, UUID entry) {
        return TimeWrites.whyNot(work)
                .<RemoteAnswer<Optional<String>>>map(Refused::new)
                .orElseGet(() -> workspace.known(CallPurpose.WRITE).flatMap(known -> writes.add(known, work)));
    }

    @Override
    public RemoteAnswer<Done> change(RemoteEntry before, RemoteEntryContent wanted) {
        return TimeWrites.whyNot(before.work(), wanted)
                .<RemoteAnswer<Done>>map(Refused::new)
                .orElseGet(() ->
                        workspace.known(CallPurpose.WRITE).flatMap(known -> writes.change(known, before, wanted)));
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteEntry entry) {
        return workspace.known(CallPurpose.WRITE).flatMap(known -> writes.delete(known, entry.id()));
    }

    /**
     * Writes time entries. An account has one timer, and starting another silently stops the running one, so the
     * running entry is read before a timer is started or stopped.
     */
    record TimeWrites(ClickUpClient client) {
        private static final String NOTHING = "ITEM_015";
        private static final String NOT_OTHERS =
                "only a person's own timer can be started and stopped in ClickUp; this one is somebody else's";

        /** Returns the reason why ClickUp cannot hold the entry; empty if it can. */
        static Optional<String> whyNot(RemoteEntryContent work) {
            return work.project() == null
                    ? Optional.empty()
                    : Optional.of("ClickUp keeps time for a task or for nothing, and not for a list");
        }

        static Optional<String> whyNot(RemoteEntryContent now, RemoteEntryContent wanted) {
            if (now.task() != null && wanted.task() == null) {
                return Optional.of("ClickUp moves a time entry to another task, and not away from all tasks");
            }
            return wanted.running() && !now.running()
                    ? Optional.of("a timer that was stopped in ClickUp does not go on")
                    : whyNot(wanted);
        }

        /** Returns a reader of the entries of the account's own user. */
        private static EntryJson entries(Workspace.Known known) {
            return new EntryJson(known.user(), Set.of(), known.around().zone());
        }

        /**
         * True only if ClickUp itself says that the entry is missing: a gateway may answer 404, too. The outcome
         * "deleted" does not count, as it may be about the entry's task.
         */
        static boolean isGone(Outcome outcome) {
            return switch (outcome) {
                case Outcome.NotFound(var code, var text) -> !code.isEmpty();
                case Outcome.Refused(var status, var code, var text) -> code.equals(NOTHING); // under another status
                default -> false;
            };
        }

        RemoteAnswer<Optional<RemoteEntry>> running(Workspace.Known known, CallPurpose share) {
            Endpoint current =
                    get("team", known.id(), "time_entries", "current").with("assignee", known.user());
            return answer(client.call(share, current), json -> entries(known).running(json));
        }

        RemoteAnswer<Optional<String>> add(Workspace.Known known, RemoteEntryContent work) {
            Instant end = work.end();
            return end == null
                    ? start(known, work)
                    : answer(
                            client.write(
                                    post("team", known.id(), "time_entries"),
                                    EntryBodies.logged(work, end, known.user())),
                            EntryJson::made);
        }

        private RemoteAnswer<Optional<String>> start(Workspace.Known known, RemoteEntryContent work) {
            if (work.user() != null) {
                return new Refused<>(NOT_OTHERS);
            }
            return running(known, CallPurpose.WRITE)
                    .flatMap(now -> now.isPresent()
                            ? new Refused<>("another timer runs in ClickUp")
                            : answer(
                                    client.write(
                                            post("team", known.id(), "time_entries", "start"),
                                            EntryBodies.started(work)),
                                    EntryJson::made));
        }

        RemoteAnswer<Done> change(Workspace.Known known, RemoteEntry before, RemoteEntryContent wanted) {
            if (before.work().running() && !wanted.running() && before.work().user() != null) {
                return new Refused<>(NOT_OTHERS);
            }
            return before.work().running() && !wanted.running()
                    ? stop(known, before.id()).flatMap(now -> afterwards(put(known, now.filled(before.work()), wanted)))
                    : put(known, before, wanted);
        }

        /** Stops the timer; the entry's end is then set by ClickUp's clock. */
        private RemoteAnswer<RemoteEntry> stop(Workspace.Known known, String id) {
            return running(known, CallPurpose.WRITE)
                    .flatMap(now -> now.filter(each -> each.id().equals(id)).isEmpty()
                            ? new Unknown<>("the timer does not run in ClickUp any more")
                            : answer(
                                    client.write(post("team", known.id(), "time_entries", "stop"), Wire.object()),
                                    json -> entries(known).written(json, id)));
        }

        /** Turns an unsent request into an unknown result, as an earlier step of the same write was done. */
        private static <T> RemoteAnswer<T> afterwards(RemoteAnswer<T> answer) {
            return answer instanceof NotSent<T>(var hold, var reason, var after)
                    ? new Unknown<>("the timer was stopped in ClickUp, and no more: " + reason)
                    : answer;
        }

        private RemoteAnswer<Done> put(Workspace.Known known, RemoteEntry before, RemoteEntryContent wanted) {
            Set<EntryField> fields = EntryBodies.between(before.work(), wanted);
            if (fields.isEmpty()) {
                return new Ok<>(Done.DONE);
            }
            Endpoint one = Endpoint.put("team", known.id(), "time_entries", before.id());
            JsonNode body = EntryBodies.changed(fields, wanted);
            return answer(client.write(one, body), json -> entries(known).written(json, before.id()))
                    .flatMap(now -> done(EntryBodies.ignored(now.filled(wanted).work(), wanted)));
        }

        /**
         * Returns the result of a write. ClickUp answers 200 also if it ignores a field, so fields that the answer does
         * not show are read first.
         */
        private static RemoteAnswer<Done> done(Set<EntryField> ignored) {
            return ignored.isEmpty()
                    ? new Ok<>(Done.DONE)
                    : new Refused<>("ClickUp left of the time entry as it was: "
                            + ignored.stream().map(EntryField::word).sorted().collect(Collectors.joining(", ")));
        }

        RemoteAnswer<Done> delete(Workspace.Known known, String id) {
            Outcome outcome = client.write(Endpoint.delete("team", known.id(), "time_entries", id));
            return isGone(outcome) ? new Ok<>(Done.DONE) : answer(outcome, TimeWrites::deleted);
        }

        /** Checks that the answer to a delete names the deleted entry. */
        private static Done deleted(JsonNode answer) {
            if (EntryJson.told(answer).isEmpty()) {
                throw new UnreadableAnswer("ClickUp's answer does not say what was deleted");
            }
            return Done.DONE;
        }
    }
}

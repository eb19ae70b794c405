package dev.devledger.adapters.clickup;

import static dev.devledger.adapters.clickup.Answers.answer;

import dev.devledger.adapters.clickup.client.ClickUpClient;
import dev.devledger.adapters.clickup.client.Endpoint;
import dev.devledger.adapters.clickup.client.Outcome;
import dev.devledger.application.sync.budget.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.domain.sync.time.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Time entries, all that there are in one page. Nobody is told which have changed, so they are all read again and again.
 * Of nothing but the window and the person that one asks for ClickUp has its own default.
 */
record ClickUpTime(ClickUpClient client, Workspace workspace, TimeWrites writes) implements RemoteTime {
    private static final Set<EntryField> OF_STOPPED = EnumSet.complementOf(EnumSet.of(EntryField.BILLED));

    /** It starts when ClickUp is told of it. */
    private static final Set<EntryField> OF_RUNNING =
            EnumSet.complementOf(EnumSet.of(EntryField.BILLED, EntryField.START));

    private static final Reach REACH = new Reach(Duration.ofDays(35), Duration.ofDays(400), Duration.ofDays(7));

    ClickUpTime(ClickUpClient client, Workspace workspace) {
        this(client, workspace, new TimeWrites(client));
    }

    @Override
    public Set<EntryField> holds(boolean running) {
        return Set.copyOf(running ? OF_RUNNING : OF_STOPPED);
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
    public boolean deletedIsTold() {
        return false;
    }

    /** Whether the bounds of a window are within it ClickUp does not say. */
    @Override
    public RemoteAnswer<RemotePage<List<RemoteEntry>>> page(Window window, @Nullable String cursor) {
        if (cursor != null) {
            return Answers.unknownCursor();
        }
        return workspace.known(Share.READ).flatMap(known -> {
            Endpoint all = Endpoint.get("team", known.id(), "time_entries")
                    .with("start_date", window.from().minusMillis(1))
                    .with("end_date", window.to())
                    .with("assignee", known.user());
            return answer(
                    client.call(Share.READ, all),
                    json -> RemotePage.whole(TimeWrites.entries(known).all(json)));
        });
    }

    @Override
    public RemoteAnswer<OptionalInt> count(Window window) {
        return new Ok<>(OptionalInt.empty());
    }

    @Override
    public RemoteAnswer<Optional<RemoteEntry>> running() {
        return workspace.known(Share.READ).flatMap(known -> writes.running(known, Share.READ));
    }

    /** Where the account may not see it, nothing is said: it may be for a while only. */
    @Override
    public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
        return workspace.known(Share.RESOLUTION).flatMap(known -> {
            Outcome outcome = client.call(Share.RESOLUTION, Endpoint.get("team", known.id(), "time_entries", id));
            return TimeWrites.isGone(outcome)
                    ? new Ok<>(Optional.empty())
                    : answer(outcome, json -> TimeWrites.entries(known).own(json, id));
        });
    }

    @Override
    public RemoteAnswer<Optional<String>> add(RemoteWork work, UUID entry) {
        return TimeWrites.whyNot(work)
                .<RemoteAnswer<Optional<String>>>map(Refused::new)
                .orElseGet(() -> workspace.known(Share.WRITE).flatMap(known -> writes.add(known, work)));
    }

    @Override
    public RemoteAnswer<Done> change(RemoteEntry before, RemoteWork wanted) {
        return TimeWrites.whyNot(before.work(), wanted)
                .<RemoteAnswer<Done>>map(Refused::new)
                .orElseGet(() -> workspace.known(Share.WRITE).flatMap(known -> writes.change(known, before, wanted)));
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteEntry entry) {
        return workspace.known(Share.WRITE).flatMap(known -> writes.delete(known, entry.id()));
    }
}

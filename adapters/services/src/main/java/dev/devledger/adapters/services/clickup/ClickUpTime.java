package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.Answers.answer;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Outcome;
import dev.devledger.adapters.services.clickup.json.EntryBodies;
import dev.devledger.adapters.services.clickup.json.EntryJson;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Time entries, all that there are in one page. Nobody is told which have changed, so they are all read again and again.
 * Of nothing but the window and the person that one asks for ClickUp has its own default.
 */
record ClickUpTime(ClickUpClient client, Workspace workspace, TimeWrites writes, boolean everybody)
        implements RemoteTime {
    private static final Set<EntryField> OF_STOPPED = EnumSet.complementOf(EnumSet.of(EntryField.BILLED));

    /** It starts when ClickUp is told of it. */
    private static final Set<EntryField> OF_RUNNING =
            EnumSet.complementOf(EnumSet.of(EntryField.BILLED, EntryField.START));

    private static final Reach REACH = Reach.of(Reach.USUAL);

    /** @param everybody whether the time of all people of the workspace is in step, and not only that of the own user */
    ClickUpTime(ClickUpClient client, Workspace workspace, boolean everybody) {
        this(client, workspace, new TimeWrites(client), everybody);
    }

    @Override
    public RemoteAnswer<List<Member>> others() {
        return everybody ? workspace.known(Share.READ).map(ClickUpTime::others) : new Ok<>(List.of());
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

    /** Whose it is stays as it is. */
    @Override
    public Set<EntryField> changes(boolean running) {
        Set<EntryField> changes = EnumSet.copyOf(holds(running));
        changes.remove(EntryField.PERSON);
        return changes;
    }

    /** What it may write in another way. */
    @Override
    public RemoteWork form(RemoteWork work) {
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
    public boolean deletedIsTold() {
        return false;
    }

    /** Whether the bounds of a window are within it ClickUp does not say. */
    @Override
    public RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor) {
        if (cursor != null) {
            return Answers.unknownCursor();
        }
        return workspace.known(Share.READ).flatMap(known -> {
            Endpoint all = Endpoint.get("team", known.id(), "time_entries")
                    .with("start_date", window.from().minusMillis(1))
                    .with("end_date", window.to())
                    .with("assignee", whose(known));
            return answer(
                    client.call(Share.READ, all),
                    json -> RemotePage.whole(entries(known).all(json)));
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

    /** The own user's: those of others the pages show. */
    @Override
    public RemoteAnswer<Rows> running() {
        return workspace
                .known(Share.READ)
                .flatMap(known -> writes.running(known, Share.READ))
                .map(own -> new Rows(own.stream().toList(), List.of()));
    }

    /** Where the account may not see it, nothing is said: it may be for a while only. */
    @Override
    public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
        return workspace.known(Share.RESOLUTION).flatMap(known -> {
            Outcome outcome = client.call(Share.RESOLUTION, Endpoint.get("team", known.id(), "time_entries", id));
            return TimeWrites.isGone(outcome)
                    ? new Ok<>(Optional.empty())
                    : answer(outcome, json -> entries(known).one(json, id));
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

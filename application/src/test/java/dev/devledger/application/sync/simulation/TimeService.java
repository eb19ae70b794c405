package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The time entries of a service in memory, with its own ways, and with calls that may go wrong. */
final class TimeService implements RemoteTimeEntries {

    /**
     * What services do differently.
     *
     * @param saysIds of what was added
     * @param namesEntries whether it shows which one of the ledger an entry is; of none that was started
     * @param startsNow a timer begins when it is started, whatever is said
     * @param hidesRunning pages lack what runs
     * @param counts whether it says how many there are
     */
    record Ways(
            boolean saysIds,
            boolean namesEntries,
            boolean startsNow,
            boolean hidesRunning,
            boolean counts,
            Set<EntryField> holds,
            Set<EntryField> holdsRunning) {
        static final Ways CLICKUP = new Ways(
                false,
                false,
                true,
                false,
                false,
                EnumSet.of(
                        EntryField.PLACE,
                        EntryField.START,
                        EntryField.END,
                        EntryField.NOTE,
                        EntryField.TAGS,
                        EntryField.BILLABLE),
                EnumSet.of(EntryField.PLACE, EntryField.END, EntryField.NOTE, EntryField.TAGS, EntryField.BILLABLE));
        static final Ways TRACKINGTIME = new Ways(
                true,
                true,
                false,
                true,
                true,
                EnumSet.of(EntryField.PLACE, EntryField.START, EntryField.END, EntryField.NOTE, EntryField.BILLED),
                EnumSet.of(EntryField.PLACE, EntryField.START, EntryField.END));

        Ways saying(boolean ids) {
            return new Ways(ids, namesEntries, startsNow, hidesRunning, counts, holds, holdsRunning);
        }
    }

    /** What a call comes to. */
    enum Turn {
        WELL,
        /** It is done, and what comes back does not tell, such as a gateway's page; of a read, nothing is heard. */
        LOST_ANSWER,
        LOST_REQUEST,
        /** It says yes and does nothing; of a read, what is shown is cut. */
        PRETENDS,
        NOT_SENT
    }

    final String name;
    final Ways ways;
    final Map<String, RemoteEntry> entries = new LinkedHashMap<>();
    final Set<String> locked = new HashSet<>();
    private final Clock clock;
    private final Steps steps;
    private final Supplier<Turn> turns;
    /** What a person does there before a call is answered. */
    private final Runnable meanwhile;
    /** Told of what was written there between the last look and a write, which nobody can know of. */
    private final Consumer<RemoteEntryContent> overwritten;

    private int lastId;
    int writes;
    int calls;

    TimeService(
            String name,
            Ways ways,
            Clock clock,
            Steps steps,
            Supplier<Turn> turns,
            Runnable meanwhile,
            Consumer<RemoteEntryContent> overwritten) {
        this.overwritten = overwritten;
        this.name = name;
        this.ways = ways;
        this.clock = clock;
        this.steps = steps;
        this.turns = turns;
        this.meanwhile = meanwhile;
    }

    Optional<RemoteEntry> timer() {
        return entries.values().stream().filter(each -> each.work().running()).findFirst();
    }

    String put(RemoteEntryContent work, @Nullable UUID entry) {
        lastId++;
        String id = name + lastId;
        boolean named = ways.namesEntries() && !work.running();
        entries.put(id, new RemoteEntry(id, kept(work), named ? entry : null));
        return id;
    }

    void set(String id, RemoteEntryContent work) {
        entries.put(id, new RemoteEntry(id, kept(work), entries.get(id).entry()));
    }

    private RemoteEntryContent kept(RemoteEntryContent work) {
        Set<EntryField> lost = EnumSet.allOf(EntryField.class);
        lost.removeAll(holds(work.running()));
        lost.remove(EntryField.START);
        return work.keeping(
                new RemoteEntryContent(
                        null,
                        null,
                        work.start(),
                        work.end(),
                        work.zone(),
                        "",
                        Collections.emptySortedSet(),
                        false,
                        false),
                lost);
    }

    @Override
    public RemoteAnswer<List<Member>> others() {
        return new RemoteAnswer.Ok<>(List.of());
    }

    @Override
    public Set<EntryField> holds(boolean running) {
        return running ? ways.holdsRunning() : ways.holds();
    }

    @Override
    public Set<EntryField> changes(boolean running) {
        return running && ways.hidesRunning() ? EnumSet.of(EntryField.END) : holds(running);
    }

    @Override
    public boolean holdsProjects() {
        return false;
    }

    @Override
    public boolean movesAway() {
        return !ways.startsNow();
    }

    @Override
    public Reach reach() {
        return Reach.of(Reach.USUAL);
    }

    @Override
    public boolean reportsDeletion() {
        return false;
    }

    @Override
    public boolean hidesRunning() {
        return ways.hidesRunning();
    }

    private List<RemoteEntry> within(Window window) {
        return entries.values().stream()
                .filter(each -> !(ways.hidesRunning() && each.work().running()))
                .filter(each -> !each.work().start().isBefore(window.from())
                        && each.work().start().isBefore(window.to()))
                .toList();
    }

    @Override
    public RemoteAnswer<RemotePage<Rows>> page(Window window, @Nullable String cursor) {
        return switch (turn("reads a page")) {
            case PRETENDS -> {
                List<RemoteEntry> all = within(window);
                yield new RemoteAnswer.Ok<>(whole(ways.counts() ? all.subList(0, all.size() / 2) : all));
            }
            case Turn turn -> read(turn, () -> whole(within(window)));
        };
    }

    private static RemotePage<Rows> whole(List<RemoteEntry> rows) {
        return RemotePage.whole(new Rows(rows, List.of()));
    }

    @Override
    public RemoteAnswer<OptionalInt> count(Window window) {
        return ways.counts()
                ? read(turn("counts"), () -> OptionalInt.of(within(window).size()))
                : new RemoteAnswer.Ok<>(OptionalInt.empty());
    }

    @Override
    public RemoteAnswer<Rows> running() {
        return read(turn("asks what runs"), () -> new Rows(timer().stream().toList(), List.of()));
    }

    @Override
    public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
        return read(turn("looks for one"), () -> Optional.ofNullable(entries.get(id)));
    }

    @Override
    public RemoteAnswer<Optional<String>> add(RemoteEntryContent work, UUID entry) {
        if (work.running() && timer().isPresent()) {
            turn("is refused a timer");
            return new RemoteAnswer.Refused<>("a timer runs already");
        }
        Supplier<Optional<String>> made = () -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            boolean moved = work.running() && ways.startsNow();
            RemoteEntryContent kept = moved
                    ? new RemoteEntryContent(
                            work.task(), null, now, null, work.zone(), work.note(), work.tags(), work.billable(), false)
                    : work;
            String id = put(kept, entry);
            return ways.saysIds() || work.running() ? Optional.of(id) : Optional.empty();
        };
        Optional<String> pretended = ways.saysIds() ? Optional.of(name + "-none") : Optional.empty();
        return write("adds " + work.note(), made, pretended);
    }

    @Override
    public RemoteAnswer<Done> change(RemoteEntry before, RemoteEntryContent wanted) {
        if (locked.contains(before.id()) || !entries.containsKey(before.id())) {
            turn("is refused a change");
            return new RemoteAnswer.Refused<>("it is locked");
        }
        if (wanted.running() && !entries.get(before.id()).work().running()) {
            turn("is refused a change");
            return new RemoteAnswer.Refused<>("a timer that was stopped does not go on");
        }
        if (before.work().running() && !entries.get(before.id()).work().running()) {
            turn("is refused a change");
            return new RemoteAnswer.Unknown<>("the timer does not run any more");
        }
        return write(
                "changes " + before.id(),
                () -> {
                    RemoteEntryContent now = entries.get(before.id()).work();
                    Set<EntryField> same = EnumSet.noneOf(EntryField.class);
                    for (EntryField field : EntryField.values()) { // it is told those that change
                        if (EntryMerge.isSame(before.work(), wanted, List.of(field))) {
                            same.add(field);
                        }
                    }
                    if (!same.contains(EntryField.NOTE)
                            && !now.note().equals(before.work().note())) {
                        overwritten.accept(now);
                    }
                    set(before.id(), wanted.keeping(now, same));
                    return Done.DONE;
                },
                Done.DONE);
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteEntry entry) {
        if (locked.contains(entry.id())) {
            turn("is refused a deletion");
            return new RemoteAnswer.Refused<>("it is locked");
        }
        return write(
                "deletes " + entry.id(),
                () -> {
                    RemoteEntry now = entries.remove(entry.id());
                    if (now != null && !now.work().equals(entry.work())) {
                        overwritten.accept(now.work());
                    }
                    return Done.DONE;
                },
                Done.DONE);
    }

    private Turn turn(String what) {
        steps.before(name + " " + what);
        calls++;
        steps.outside(meanwhile);
        return turns.get();
    }

    private static <T> RemoteAnswer<T> read(Turn turn, Supplier<T> answer) {
        return switch (turn) {
            case WELL, PRETENDS -> new RemoteAnswer.Ok<>(answer.get());
            case LOST_ANSWER, LOST_REQUEST -> new RemoteAnswer.Unknown<>("no answer");
            case NOT_SENT -> notSent();
        };
    }

    private <T> RemoteAnswer<T> write(String what, Supplier<T> work, T pretended) {
        Turn turn = turn(what);
        if (turn == Turn.NOT_SENT) {
            return notSent();
        }
        writes++;
        return switch (turn) {
            case LOST_ANSWER -> {
                List<T> unheard = new ArrayList<>();
                unheard.add(work.get());
                yield new RemoteAnswer.Unknown<>("no answer, such as " + unheard);
            }
            case LOST_REQUEST -> new RemoteAnswer.Unknown<>("no answer");
            case PRETENDS -> new RemoteAnswer.Ok<>(pretended);
            default -> new RemoteAnswer.Ok<>(work.get());
        };
    }

    private static <T> RemoteAnswer<T> notSent() {
        return new RemoteAnswer.NotSent<>(
                RemoteAnswer.NotSentReason.UNREACHABLE, "nobody is there", Duration.ofSeconds(30));
    }
}

package dev.devledger.application.sync;

import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.RemoteList;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task service in memory, with faults by order: the next call of a kind has the next fault that was asked for it. */
final class MemoryRemote implements RemoteTasks, RemoteBudget {
    static final Duration LIMIT = Duration.ofSeconds(30);

    enum Call {
        LISTS,
        CREATE_LIST,
        RENAME_LIST,
        DELETE_LIST,
        FIND,
        FIND_ANYWHERE,
        OPEN_TASKS,
        FINISHED_TASKS,
        EVERYWHERE,
        CREATE,
        CREATE_ALL,
        UPDATE,
        UPDATE_ALL,
        MOVE,
        DELETE
    }

    enum Fault {
        /** As if nothing had been asked for. */
        NONE,
        RATE_LIMITED,
        AWAY,
        UNAUTHORIZED,
        LOST_REQUEST,
        LOST_ANSWER,
        REFUSED,
        /** What was asked for happens a while after it was given up; only of what is added. */
        DELAYED,
        /** A list as it was a while ago. */
        STALE
    }

    /** How late an effect, and how old a list, may be. */
    static final Duration LAG = Duration.ofSeconds(20);

    private record Late(Instant due, Runnable effect) {}

    private record View(Instant at, Map<String, List<RemoteTask>> open) {}

    /** A card as the remote holds it. */
    static final class Card {
        final String id;
        final Instant createdAt;
        private final String madeIn;
        private final Canonical madeAs;
        String list;
        Canonical content;
        Instant finishedAt = Instant.EPOCH;
        boolean deleted;
        /** By a person, at any time. */
        boolean thrownAway;
        /** By the sync, and not restored since. */
        boolean deletedBySync;

        /** By a person, out of the trash. */
        Instant restoredAt = Instant.EPOCH;

        boolean madeBySync;
        /** Why what the remote answers for it cannot be read; null where it can. */
        String unreadable;
        /** Completing it moves it on by a day and leaves a completed copy. */
        boolean recurring;

        Card(String id, String list, Canonical content, Instant createdAt) {
            this.id = id;
            this.list = list;
            this.madeIn = list;
            this.content = content;
            this.madeAs = content;
            this.createdAt = createdAt;
        }

        RemoteTask task() {
            boolean asMade = content.equals(madeAs) && list.equals(madeIn);
            Instant writtenAt = asMade ? createdAt : createdAt.plusSeconds(10);
            return new RemoteTask(new RemoteRef(list, id), content, List.of(), false, recurring, createdAt, writtenAt);
        }
    }

    private FoundTask found(RemoteTask task) {
        String reason = cards.get(task.ref().id()).unreadable;
        return reason == null
                ? new FoundTask.There(task)
                : new FoundTask.Unreadable(new Quarantined(task.ref(), reason, task.createdAt()));
    }

    private Listing listing(Stream<RemoteTask> rows) {
        List<RemoteTask> tasks = new ArrayList<>();
        List<Quarantined> quarantined = new ArrayList<>();
        rows.map(this::found).forEach(row -> {
            if (row instanceof FoundTask.There(var task)) {
                tasks.add(task);
            } else if (row instanceof FoundTask.Unreadable(var task)) {
                quarantined.add(task);
            }
        });
        return new Listing(tasks, quarantined);
    }

    private FoundTask found(Optional<Card> card) {
        return card.map(Card::task).map(this::found).orElseGet(FoundTask.NotThere::new);
    }

    private final Clock clock;
    private final Steps steps;
    private final Map<Call, Deque<Fault>> faults = new EnumMap<>(Call.class);
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, RemoteList> lists = new LinkedHashMap<>();
    private final Set<String> listNames = new HashSet<>();
    private final Map<String, Card> cards = new LinkedHashMap<>();
    private Consumer<Call> onCall = call -> {};
    private Function<Call, Fault> chaos = call -> Fault.NONE;
    /** What nobody heard any more. */
    private final List<RemoteAnswer<?>> unanswered = new ArrayList<>();

    private final List<Late> late = new ArrayList<>();
    private final Deque<View> views = new ArrayDeque<>();
    private boolean stale;
    private Consumer<RemoteRef> onDelete = ref -> {};
    private Consumer<String> onDeleteList = list -> {};
    private int ids;

    MemoryRemote(Clock clock, Steps steps) {
        this.clock = clock;
        this.steps = steps;
    }

    void next(Call call, Fault... inOrder) {
        faults.computeIfAbsent(call, any -> new ArrayDeque<>()).addAll(Arrays.asList(inOrder));
    }

    void onCall(Runnable listener) {
        onCall = call -> listener.run();
    }

    void onEachCall(Consumer<Call> listener) {
        onCall = listener;
    }

    /** The fault of each call for which none was ordered. */
    void chaos(Function<Call, Fault> faultOf) {
        chaos = faultOf;
    }

    /** Told before the sync deletes a task. */
    void onDelete(Consumer<RemoteRef> listener) {
        onDelete = listener;
    }

    /** Told before the sync deletes a list. */
    void onDeleteList(Consumer<String> listener) {
        onDeleteList = listener;
    }

    /** What was late and is due by now happens, and what there is is remembered for those who are shown an old list. */
    void passTime() {
        List<Late> due = late.stream()
                .filter(each -> !each.due().isAfter(clock.instant()))
                .toList();
        late.removeAll(due);
        due.forEach(each -> each.effect().run());
        Map<String, List<RemoteTask>> open = new LinkedHashMap<>();
        lists.keySet().forEach(list -> open.put(list, inList(list, true).toList()));
        views.addLast(new View(clock.instant(), open));
        oldest();
    }

    /** What there was so long ago; the clock may have moved on since something was remembered. */
    private @Nullable View oldest() {
        Instant then = clock.instant().minus(LAG);
        while (views.size() > 1
                && !views.stream().skip(1).findFirst().orElseThrow().at().isAfter(then)) {
            views.removeFirst();
        }
        return views.peekFirst();
    }

    /** What a person threw away into a list that is still there. */
    List<Card> thrownAway() {
        return cards.values().stream()
                .filter(card -> card.deleted && card.thrownAway && lists.containsKey(card.list))
                .toList();
    }

    List<Card> everything() {
        return List.copyOf(cards.values());
    }

    Optional<Card> byId(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    /** The calls that were sent since the last time that someone asked. */
    List<Call> calls() {
        List<Call> since = List.copyOf(calls.subList(told, calls.size()));
        told = calls.size();
        return since;
    }

    private int told;

    List<Card> live() {
        return cards.values().stream().filter(card -> !card.deleted).toList();
    }

    Card card(String title) {
        List<Card> found = live().stream()
                .filter(card -> card.content.title().equals(title))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " cards are called " + title);
        }
        return found.getFirst();
    }

    List<RemoteList> allLists() {
        return List.copyOf(lists.values());
    }

    RemoteList addList(String name) {
        RemoteList list = new RemoteList("list" + ++ids, name);
        listNames.add(name);
        lists.put(list.id(), list);
        return list;
    }

    /** One that is archived, or that others only show. */
    RemoteList addReadOnlyList(String name) {
        RemoteList list = new RemoteList(addList(name).id(), name, false);
        lists.put(list.id(), list);
        return list;
    }

    void removeList(String id) {
        lists.remove(id);
    }

    /** Every name that a list ever had. */
    Set<String> listNames() {
        return listNames;
    }

    void rename(String list, String name) {
        listNames.add(name);
        lists.put(list, new RemoteList(list, name));
    }

    /** A card that a person adds. */
    Card add(String list, Canonical content) {
        Card card = new Card("card" + ++ids, list, content, clock.instant());
        cards.put(card.id, card);
        return card;
    }

    private <T> RemoteAnswer<T> answer(Call call, Supplier<RemoteAnswer<T>> effect) {
        steps.before(call.name());
        Deque<Fault> asked = faults.get(call);
        Fault fault = asked == null || asked.isEmpty() ? chaos.apply(call) : asked.remove();
        switch (fault) {
            case RATE_LIMITED -> {
                return new RemoteAnswer.NotSent<>(RemoteAnswer.Hold.RATE_LIMITED, "too many calls", LIMIT);
            }
            case AWAY -> {
                return new RemoteAnswer.NotSent<>(RemoteAnswer.Hold.UNREACHABLE, "no connection", Duration.ZERO);
            }
            case UNAUTHORIZED -> {
                return new RemoteAnswer.NotSent<>(
                        RemoteAnswer.Hold.NEEDS_AUTHORIZATION, "connect again", Duration.ZERO);
            }
            default -> {}
        }
        calls.add(call);
        onCall.accept(call);
        stale = fault == Fault.STALE;
        return switch (fault) {
            case REFUSED -> new RemoteAnswer.Refused<>("refused");
            case LOST_REQUEST -> new RemoteAnswer.Unknown<>("the request was lost");
            case LOST_ANSWER -> {
                RemoteAnswer<T> lost = effect.get();
                yield new RemoteAnswer.Unknown<>("the answer was lost: " + lost);
            }
            case DELAYED -> {
                late.add(new Late(clock.instant().plus(LAG), () -> {
                    RemoteAnswer<T> unheard = effect.get();
                    unanswered.add(unheard);
                }));
                yield new RemoteAnswer.Unknown<>("no answer so far");
            }
            default -> effect.get();
        };
    }

    @Override
    public RemoteAnswer<List<RemoteList>> lists() {
        return answer(Call.LISTS, () -> new RemoteAnswer.Ok<>(allLists()));
    }

    @Override
    public RemoteAnswer<RemoteList> createList(String name) {
        return answer(Call.CREATE_LIST, () -> new RemoteAnswer.Ok<>(addList(name)));
    }

    @Override
    public RemoteAnswer<RemoteList> renameList(String list, String name) {
        return answer(Call.RENAME_LIST, () -> {
            listNames.add(name);
            RemoteList renamed = lists.computeIfPresent(list, (id, old) -> new RemoteList(id, name, old.writable()));
            return renamed == null ? noList() : new RemoteAnswer.Ok<>(renamed);
        });
    }

    @Override
    public RemoteAnswer<RemoteAnswer.Done> deleteList(String list) {
        return answer(Call.DELETE_LIST, () -> {
            onDeleteList.accept(list);
            live().stream().filter(card -> card.list.equals(list)).forEach(card -> {
                card.deleted = true;
                // What a person has abandoned is in no read, so that it was in the list nobody could know.
                card.deletedBySync = card.content.status() != RemoteStatus.ABANDONED;
            });
            removeList(list);
            return new RemoteAnswer.Ok<>(RemoteAnswer.Done.DONE);
        });
    }

    @Override
    public RemoteAnswer<Listing> openAnywhere(Runnable before) {
        return answer(
                Call.FIND_ANYWHERE,
                () -> new RemoteAnswer.Ok<>(listing(live().stream()
                        .filter(card -> card.content.status() == RemoteStatus.OPEN)
                        .map(Card::task))));
    }

    @Override
    public RemoteAnswer<FoundTask> find(RemoteRef ref) {
        return answer(Call.FIND, () -> {
            if (!lists.containsKey(ref.list())) {
                return new RemoteAnswer.Refused<>("its list is gone");
            }
            // A deleted one is still shown, without a mark.
            return new RemoteAnswer.Ok<>(
                    found(Optional.ofNullable(cards.get(ref.id())).filter(card -> card.list.equals(ref.list()))));
        });
    }

    @Override
    public RemoteAnswer<Optional<Listing>> openTasks(String list) {
        return answer(Call.OPEN_TASKS, () -> open(list)
                .map(tasks -> listing(tasks.stream()).unlessTooManyAreQuarantined())
                .<RemoteAnswer<Optional<Listing>>>map(read -> switch (read) {
                    case RemoteAnswer.Ok<Listing>(var listing) -> new RemoteAnswer.Ok<>(Optional.of(listing));
                    case RemoteAnswer.Unknown<Listing>(var reason) -> new RemoteAnswer.Unknown<>(reason);
                    default -> throw new AssertionError(read);
                })
                .orElseGet(() -> new RemoteAnswer.Ok<>(Optional.empty())));
    }

    private Optional<List<RemoteTask>> open(String list) {
        if (!lists.containsKey(list)) {
            return Optional.empty();
        }
        View before = stale ? oldest() : null;
        return Optional.of(
                before != null && before.open().containsKey(list)
                        ? before.open().get(list)
                        : inList(list, true).toList());
    }

    @Override
    public RemoteAnswer<Listing> finishedTasks(Collection<String> in, Instant since) {
        if (in.isEmpty()) {
            return new RemoteAnswer.Ok<>(Listing.of(List.of()));
        }
        return answer(Call.FINISHED_TASKS, () -> listing(in.stream()
                        .distinct()
                        .flatMap(list -> inList(list, false))
                        .filter(task -> task.content().status() == RemoteStatus.COMPLETED)
                        .filter(task -> !cards.get(task.ref().id()).finishedAt.isBefore(since)))
                .unlessTooManyAreQuarantined());
    }

    @Override
    public RemoteAnswer<Listing> everywhere(String list, Instant since, Runnable before) {
        return answer(
                Call.EVERYWHERE,
                () -> new RemoteAnswer.Ok<>(listing(live().stream()
                        .filter(card -> lists.containsKey(card.list))
                        .filter(card ->
                                card.content.status() != RemoteStatus.COMPLETED || !card.finishedAt.isBefore(since))
                        .map(Card::task))));
    }

    /** What was added last is on top, as there. */
    private Stream<RemoteTask> inList(String list, boolean open) {
        return live().reversed().stream()
                .filter(card -> card.list.equals(list))
                .filter(card -> (card.content.status() == RemoteStatus.OPEN) == open)
                .map(Card::task);
    }

    private static <T> RemoteAnswer<T> noList() {
        return new RemoteAnswer.Refused<>("there is no such list");
    }

    @Override
    public RemoteAnswer<RemoteTask> create(String list, Canonical content) {
        return answer(
                Call.CREATE,
                () -> lists.containsKey(list)
                        ? new RemoteAnswer.Ok<>(made(list, content).task())
                        : noList());
    }

    private Card made(String list, Canonical content) {
        Card card = add(list, content.withStatus(RemoteStatus.OPEN));
        card.madeBySync = true;
        return card;
    }

    @Override
    public RemoteAnswer<CreatedAll> createAll(String list, List<Canonical> contents) {
        requireBatch(contents.size());
        if (contents.isEmpty()) {
            return new RemoteAnswer.Ok<>(new CreatedAll(List.of(), List.of()));
        }
        return answer(Call.CREATE_ALL, () -> {
            if (!lists.containsKey(list)) {
                List<String> refusals = contents.stream().map(each -> "UNKNOWN").toList();
                return new RemoteAnswer.Ok<>(new CreatedAll(List.of(), refusals));
            }
            List<String> ids = new ArrayList<>(
                    contents.stream().map(content -> made(list, content).id).toList());
            Collections.shuffle(ids, new Random(ids.size())); // which is whose is not said
            return new RemoteAnswer.Ok<>(new CreatedAll(ids, List.of()));
        });
    }

    private static void requireBatch(int size) {
        if (size > BATCH) {
            throw new IllegalArgumentException(size + " in one batch");
        }
    }

    @Override
    public RemoteAnswer<Canonical> update(RemoteTask current, CanonicalChanges changes) {
        return answer(Call.UPDATE, () -> {
            Card card = cards.get(current.ref().id());
            write(card, changes);
            // What completing a recurring one leaves is seen at the next read.
            boolean series = card.recurring && changes.completes();
            return new RemoteAnswer.Ok<>(series ? changes.applyTo(current.content()) : card.content);
        });
    }

    /** A deleted one takes every write and stays as it was (fact sheet, section 3). */
    private void write(Card card, CanonicalChanges changes) {
        if (card.deleted) {
            return;
        }
        Canonical after = changes.applyTo(card.content);
        boolean completed = card.content.status() == RemoteStatus.OPEN && after.status() == RemoteStatus.COMPLETED;
        if (completed && card.recurring) {
            card.content = after.withStatus(RemoteStatus.OPEN);
            nextOccurrence(card);
            return;
        }
        if (after.status() != card.content.status()) {
            card.finishedAt = clock.instant();
        }
        card.content = after;
    }

    /** The series goes on under the same id, and what is done is a copy of it without a rule (fact sheet, section 8). */
    void nextOccurrence(Card card) {
        Card copy = add(card.list, card.content.withStatus(RemoteStatus.COMPLETED));
        copy.finishedAt = clock.instant();
        Canonical c = card.content;
        When due = c.dueDate() instanceof When.Day(var day) ? new When.Day(day.plusDays(1)) : c.dueDate();
        card.content = new Canonical(
                c.title(),
                c.description(),
                c.priority(),
                c.tags(),
                c.startDate(),
                due,
                c.timeZone(),
                c.checklist(),
                c.status(),
                c.parent());
    }

    @Override
    public RemoteAnswer<Map<String, String>> updateAll(List<Edit> edits) {
        requireBatch(edits.size());
        Map<String, CanonicalChanges> changes = new LinkedHashMap<>();
        for (Edit edit : edits) {
            if (changes.put(edit.current().ref().id(), edit.changes()) != null) {
                throw new IllegalArgumentException("two edits of one task");
            }
            if (edit.current().recurring() && edit.changes().completes()) {
                throw new IllegalArgumentException("a recurring task is completed on its own");
            }
        }
        changes.values().removeIf(CanonicalChanges::isEmpty);
        return changes.isEmpty()
                ? new RemoteAnswer.Ok<>(Map.of())
                : answer(Call.UPDATE_ALL, () -> new RemoteAnswer.Ok<>(writeAll(changes)));
    }

    private Map<String, String> writeAll(Map<String, CanonicalChanges> changes) {
        Map<String, String> refusals = new LinkedHashMap<>();
        changes.forEach((id, change) -> {
            Card card = cards.get(id);
            if (card == null || card.deleted) {
                refusals.put(id, card == null ? "NOT_EXISTED" : "DELETED");
            } else {
                write(card, change);
            }
        });
        return refusals;
    }

    @Override
    public RemoteAnswer<RemoteAnswer.Done> move(RemoteRef task, String toList) {
        return answer(Call.MOVE, () -> {
            if (!lists.containsKey(task.list()) || !lists.containsKey(toList)) {
                return noList();
            }
            Card card = cards.get(task.id());
            if (card != null && !card.deleted && card.list.equals(task.list())) {
                card.list = toList;
            }
            return new RemoteAnswer.Ok<>(RemoteAnswer.Done.DONE);
        });
    }

    @Override
    public RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef ref) {
        return answer(Call.DELETE, () -> {
            Card card = cards.get(ref.id());
            if (card != null && !card.deleted) {
                onDelete.accept(ref);
                card.deleted = true;
                card.deletedBySync = true;
            }
            return new RemoteAnswer.Ok<>(RemoteAnswer.Done.DONE);
        });
    }

    @Override
    public List<Use> use() {
        return List.of(new Use(Duration.ofSeconds(60), 95, calls.size()));
    }

    @Override
    public long sent() {
        return calls.size();
    }
}

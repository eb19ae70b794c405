package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.simulation.Steps;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.link.CreateAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task service in memory, with planned faults: the next call of a kind gets the next fault planned for that kind. */
public final class MemoryRemote implements RemoteTasks, BudgetUsage {
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private record Silence(Field field, int answers) {}

    private static final List<Field> MAY_BE_SILENT =
            List.of(Field.DESCRIPTION, Field.TAGS, Field.CHECKLIST, Field.DATES, Field.PRIORITY);

    public enum Call {
        LISTS,
        CREATE_LIST,
        UPDATE_LIST,
        DELETE_LIST,
        FIND,
        FIND_ANYWHERE,
        SEARCH_OPEN,
        SEARCH_ALL,
        OPEN_TASKS,
        FINISHED_TASKS,
        EVERYWHERE,
        CHANGES,
        CREATE,
        CREATE_ALL,
        UPDATE,
        UPDATE_ALL,
        MOVE,
        DELETE,
        COMMENTS,
        COMMENT
    }

    public enum Fault {
        /** No fault. */
        NONE,
        RATE_LIMITED,
        AWAY,
        UNAUTHORIZED,
        LOST_REQUEST,
        /**
         * The effect takes place, and the answer does not show it: empty, cut in half, or a gateway's page, with status
         * 504 or 200.
         */
        LOST_ANSWER,
        REFUSED,
        /** The effect takes place a while after the caller has given up. */
        DELAYED,
        /** Everything is read as it was a while ago; a single object as it was before its newest write, once. */
        STALE,
        /** The effect takes place, and a while later once more. */
        REPEATED,
        /** The first half of a batch is done, and the rest refused. */
        PARTIAL,
        /** The write is answered as done, and one of its fields stays as it was. */
        KEPT
    }

    /** The longest delay of an effect, and the greatest age of an outdated list. */
    public static final Duration LAG = Duration.ofSeconds(20);

    private record Late(Instant due, Runnable effect) {}

    /** A card before the newest write of the sync, the time of that write, and the content that it made. */
    private record Written(RemoteTask before, Instant at, CanonicalContent after) {}

    private record View(Instant at, Map<String, RemoteList> lists, Map<String, Card> cards) {}

    /** A card as the remote holds it. */
    public static final class Card {
        public final String id;
        final Instant createdAt;
        private final String madeIn;
        private final CanonicalContent madeAs;
        public String list;
        public CanonicalContent content;
        public Instant finishedAt = Instant.EPOCH;
        public boolean deleted;
        /** True if a person deleted the card, at any time. */
        public boolean thrownAway;
        /** True if the sync deleted the card and nobody has restored it since. */
        public boolean deletedBySync;

        /**
         * True if the card went with a list that the sync deleted, and the sync could not know of the card: no read
         * shows it, or it was created since.
         */
        public boolean hiddenFromItsEnd;

        /** The time at which a person took the card out of the trash. */
        public Instant restoredAt = Instant.EPOCH;

        boolean madeBySync;
        /** The reason why the remote's answer about the card cannot be read; null if it can. */
        public String unreadable;
        /** The values of the fields that only the service has; null if there are none. */
        public @Nullable SortedMap<String, Object> fields;
        /** True if completing the card moves it on by a day and leaves a completed copy. */
        public boolean recurring;
        /** True if the card's list was deleted because a person decided to delete it with everything in it. */
        public boolean decided;
        /** The id of the card from which the app has copied this one, with everything in it. */
        @Nullable
        public String copyOf;
        /** True if the sender's clock differed from the remote's by more than clocks are taken to differ. */
        private boolean sentInAnotherTime;
        /** True if the sync deleted the card's parent, and the card was deleted with it. */
        public boolean wentAlong;
        /** Other data that the app keeps with the card and no interface shows. */
        String unmapped = "";

        /** The titles written by the sync that are the nearest form of a title which they replaced. */
        private final Set<String> shortened = new HashSet<>();

        /** Contents that an answer claimed for the card, for example after its deletion. */
        public final List<CanonicalContent> claimed = new ArrayList<>();

        /**
         * The contents that answers had shown when the newest cycle began, as far as cycles had worked them through.
         */
        private final Set<CanonicalContent> shown = new HashSet<>();

        /** The contents that answers have shown since then. */
        private final Set<CanonicalContent> shownNow = new LinkedHashSet<>();

        /** The fields in which the newest of these answers was out of date. */
        private Set<CanonicalChanges.Field> hidden = Set.of();

        private List<RemoteTask.Item> items = List.of();
        private int madeItems;
        /** The time of the last comment on the card, which counts as a change of it. */
        Instant commentedAt = Instant.EPOCH;

        Card(String id, String list, CanonicalContent content, Instant createdAt) {
            this.id = id;
            this.list = list;
            this.madeIn = list;
            this.content = content;
            this.madeAs = content;
            this.createdAt = createdAt;
        }

        /** A copy of the card as it is now, for outdated answers later. */
        private Card(Card now) {
            this.id = now.id;
            this.createdAt = now.createdAt;
            this.madeIn = now.madeIn;
            this.madeAs = now.madeAs;
            this.list = now.list;
            this.content = now.content;
            this.finishedAt = now.finishedAt;
            this.deleted = now.deleted;
            this.unreadable = now.unreadable;
            this.recurring = now.recurring;
            this.items = now.items;
            this.madeItems = now.madeItems;
            this.fields = now.fields;
            this.commentedAt = now.commentedAt;
        }

        public RemoteTask task() {
            boolean asMade = content.equals(madeAs) && list.equals(madeIn);
            Instant writtenAt = asMade ? createdAt : createdAt.plusSeconds(10);
            writtenAt = writtenAt.isBefore(commentedAt) ? commentedAt : writtenAt;
            if (content.status().isTerminal()) {
                writtenAt = Stream.of(writtenAt, finishedAt, restoredAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
            }
            return new RemoteTask(
                    new RemoteRef(list, id),
                    content,
                    items,
                    false,
                    recurring,
                    createdAt,
                    writtenAt,
                    fields,
                    null,
                    UnshownParts.NONE);
        }

        public List<RemoteTask.Item> items() {
            return items;
        }

        /** True if the sync wrote this title over one of which it is the nearest form. */
        public boolean isShortenedTo(String title) {
            return shortened.contains(title);
        }

        public boolean wasDescribedAs(String text) {
            return madeAs.description().equals(text);
        }

        public boolean isTwin() {
            boolean asSent = content.equals(madeAs) && list.equals(madeIn);
            return copyOf != null || (sentInAnotherTime && !asSent);
        }

        /** Gives ids to the content's checklist items: an item that stays keeps its id and its other data. */
        private void itemsOf(List<RemoteTask.Item> known) {
            List<RemoteTask.Item> left = new ArrayList<>(known);
            List<RemoteTask.Item> now = new ArrayList<>();
            Set<String> sent = content.checklist().stream()
                    .map(CanonicalContent.ChecklistEntry::remoteId)
                    .collect(Collectors.toSet());
            for (CanonicalContent.ChecklistEntry check : content.checklist()) {
                RemoteTask.Item before = left.stream()
                        .filter(each -> each.id().equals(check.remoteId()))
                        .findFirst()
                        .or(() -> left.stream()
                                .filter(each -> each.title().equals(check.title()) && !sent.contains(each.id()))
                                .findFirst())
                        .orElse(null);
                left.remove(before);
                now.add(
                        before == null
                                ? new RemoteTask.Item(id + "-" + madeItems++, check.title(), check.done())
                                : new RemoteTask.Item(before.id(), check.title(), check.done(), before.unmapped()));
            }
            items = List.copyOf(now);
            content = task().content(); // ids from elsewhere mean nothing to the service
        }
    }

    private LookupResult.Present found(RemoteTask task) {
        String reason = Objects.requireNonNull(cards.get(task.ref().id())).unreadable;
        if (reason != null) {
            return new LookupResult.Unreadable(unreadable(task, reason));
        }
        showing.add(task);
        return new LookupResult.Found(task);
    }

    private Quarantined unreadable(RemoteTask task, String reason) {
        String title = namesUnreadable ? task.content().title() : null;
        return new Quarantined(task.ref(), reason, title, task.createdAt(), task.writtenAt());
    }

    /** From now on the name of an unreadable task cannot be read either. */
    public void hidesNames() {
        namesUnreadable = false;
    }

    private Listing listing(Stream<RemoteTask> rows) {
        List<RemoteTask> tasks = new ArrayList<>();
        List<Quarantined> quarantined = new ArrayList<>();
        rows.map(this::found).forEach(row -> {
            if (row instanceof LookupResult.Found(var task)) {
                tasks.add(task);
            } else if (row instanceof LookupResult.Unreadable(var task)) {
                quarantined.add(task);
            }
        });
        return new Listing(tasks, quarantined);
    }

    private LookupResult found(Optional<Card> card) {
        return card.map(Card::task).<LookupResult>map(this::found).orElseGet(LookupResult.NotFound::new);
    }

    private final Clock clock;
    private final Steps steps;
    /** One in this number of edits is answered as done, and ignored. */
    private static final int EACH_OF = 5;

    private final MemoryComments comments;
    private final Nature nature;
    private final MemoryFeed feed;
    private final Map<Call, Deque<Fault>> faults = new EnumMap<>(Call.class);
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, RemoteList> lists = new LinkedHashMap<>();
    private final Set<String> listNames = new HashSet<>();
    private final Set<String> unshared = new HashSet<>();
    private final Map<String, Card> cards = new LinkedHashMap<>();
    private Consumer<Call> onCall = call -> {};
    private Function<Call, Fault> chaos = call -> Fault.NONE;
    /** The answers that no caller got. */
    private final List<RemoteAnswer<?>> unanswered = new ArrayList<>();

    private final List<Late> late = new ArrayList<>();
    /** The tasks that the answer under way shows. */
    private final List<RemoteTask> showing = new ArrayList<>();
    /** True while a delayed effect takes place. */
    private boolean landing;
    /** The content of each card when it was last read by its id. */
    private final Map<String, CanonicalContent> lookedAt = new HashMap<>();

    private BiConsumer<CanonicalContent, CanonicalChanges> onOverwritten = (before, by) -> {};
    private Predicate<String> inStep = object -> true;
    private final Deque<View> views = new ArrayDeque<>();
    private boolean remembers = true;
    private boolean stale;
    private boolean partial;
    private boolean keeps;
    private int edits;
    private int cap = Integer.MAX_VALUE;
    private Predicate<CanonicalContent> poison = content -> false;
    private boolean full;
    private boolean namesUnreadable = true;
    private final Set<String> fullLists = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();
    private final Map<Call, Silence> silences = new EnumMap<>(Call.class);
    private final Set<String> hidden = new HashSet<>();
    /** The fields that ignore every write, although the write is answered as done. */
    private final Set<CanonicalChanges.Field> stubborn = EnumSet.noneOf(CanonicalChanges.Field.class);
    /** The lists that a person has archived; true if their contents are still shown. */
    private final Map<String, Boolean> archived = new LinkedHashMap<>();

    private final Set<String> leftOut = new HashSet<>();
    private final Set<String> withoutContent = new HashSet<>();
    private final Set<Call> answeredWithNothing = EnumSet.noneOf(Call.class);
    private final Map<String, Written> beforeNewestWrite = new LinkedHashMap<>();
    private int searchCap = 200;
    private int deepest;
    private Paging pages = new Paging(200);
    /** The paging of reads that TickTick does not page. */
    private Paging parts = Paging.NONE;

    private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
    private int answers;
    private int made;
    /** The parents of cards as the newest answer for their list showed them, by list. */
    private final Map<String, Map<String, String>> shownBelow = new HashMap<>();
    /** The number of calls before the newest look at a list was begun, by list. */
    private final Map<String, Integer> lookBegan = new HashMap<>();
    /** The contents that the newest look has shown, by card. */
    private final Map<String, CanonicalContent> shownLast = new HashMap<>();

    private BiConsumer<RemoteRef, RemoteRef> onGoingAlong = (above, below) -> {};
    private Consumer<RemoteRef> onDelete = ref -> {};
    private Consumer<String> onDeleteList = list -> {};
    private int ids;
    private String opened = "";

    /** The limits of calls of the account; no limits if empty. */
    private List<SharedCallBudget.Window> windows = List.of();

    private final Deque<Instant> sentAt = new ArrayDeque<>();

    private Clock sender;

    /** Makes a service that behaves like TickTick. */
    public MemoryRemote(Clock clock, Steps steps) {
        this(clock, steps, Nature.TICKTICK);
    }

    public MemoryRemote(Clock clock, Steps steps, Nature nature) {
        this.clock = clock;
        this.sender = clock;
        this.steps = steps;
        this.nature = nature;
        this.feed = new MemoryFeed(nature.overlap());
        this.comments = new MemoryComments(this, clock);
        this.deepest = nature.capabilities().deepest();
    }

    public Nature nature() {
        return nature;
    }

    /** Sets the clock of the senders. */
    public void sentBy(Clock theirs) {
        sender = theirs;
    }

    /** Limits the calls from now on; no windows mean no limit. */
    public void budget(SharedCallBudget.Window... some) {
        windows = List.of(some);
        sentAt.clear();
    }

    private int sentWithin(SharedCallBudget.Window window) {
        Instant from = clock.instant().minus(window.length());
        return (int) sentAt.stream().filter(at -> at.isAfter(from)).count();
    }

    /** Returns the wait until a call may be sent; zero if one may be sent now. */
    private Duration untilRoom() {
        Duration wait = Duration.ZERO;
        for (SharedCallBudget.Window window : windows) {
            int most = window.limit() - SharedCallBudget.CallPurpose.INTERACTIVE.of(window.limit());
            int over = sentWithin(window) - most;
            if (over >= 0) {
                Instant oldest =
                        sentAt.stream().skip(sentAt.size() - most).findFirst().orElseThrow();
                Duration until = Duration.between(clock.instant(), oldest.plus(window.length()));
                wait = until.compareTo(wait) > 0 ? until : wait;
            }
        }
        return wait;
    }

    public void next(Call call, Fault... inOrder) {
        faults.computeIfAbsent(call, any -> new ArrayDeque<>()).addAll(Arrays.asList(inOrder));
    }

    public void onCall(Runnable listener) {
        onCall = call -> listener.run();
    }

    public void onEachCall(Consumer<Call> listener) {
        onCall = listener;
    }

    /** Sets the fault of each call for which no fault was planned. */
    public void chaos(Function<Call, Fault> faultOf) {
        chaos = faultOf;
    }

    /** Sets a listener that is called before the sync deletes a task. */
    public void onDelete(Consumer<RemoteRef> listener) {
        onDelete = listener;
    }

    /**
     * Sets a listener that gets the values which a write replaces and which no answer ever showed, as the write comes
     * late or the look before it was outdated: no write has a condition in the service.
     */
    public void onOverwritten(BiConsumer<CanonicalContent, CanonicalChanges> listener) {
        onOverwritten = listener;
    }

    /** Sets which objects are synced: values of other objects are not taken over before a late write replaces them. */
    public void inStep(Predicate<String> objects) {
        inStep = objects;
    }

    /**
     * Sets a listener that gets parent and child before a card that was shown below a deleted card is deleted with it.
     */
    public void onGoingAlong(BiConsumer<RemoteRef, RemoteRef> listener) {
        onGoingAlong = listener;
    }

    /** Sets a listener that is called before the sync deletes a list. */
    public void onDeleteList(Consumer<String> listener) {
        onDeleteList = listener;
    }

    /** Makes all delayed effects take place now; nothing outdated is shown any more. */
    public void catchUp() {
        feed.catchUp();
        land(each -> true);
        views.clear();
        beforeNewestWrite.clear();
        passTime();
    }

    private void land(Predicate<Late> isDue) {
        List<Late> due = late.stream().filter(isDue).toList();
        late.removeAll(due);
        landing = true;
        due.forEach(each -> each.effect().run());
        landing = false;
    }

    /** Makes the delayed effects that are due take place, and remembers the present state for outdated answers. */
    public void passTime() {
        land(each -> !each.due().isAfter(clock.instant()));
        feed.note(cards.values(), clock.instant());
        if (remembers) {
            Map<String, Card> now = new LinkedHashMap<>();
            cards.forEach((id, card) -> now.put(id, new Card(card)));
            views.addLast(new View(clock.instant(), new LinkedHashMap<>(lists), now));
            oldest();
        }
    }

    /** From now on no answer is outdated. */
    public void remembersNothing() {
        remembers = false;
    }

    private Map<String, Card> shownCards() {
        View before = stale ? oldest() : null;
        return before == null ? cards : before.cards();
    }

    private Map<String, RemoteList> shownLists() {
        View before = stale ? oldest() : null;
        return before == null ? lists : before.lists();
    }

    private Stream<Card> shownLive() {
        return shownCards().values().stream().filter(card -> !card.deleted && !hidden.contains(card.list));
    }

    /**
     * Returns the oldest state that an outdated answer may show; the clock may have moved on since the newest state was
     * remembered.
     */
    private @Nullable View oldest() {
        Instant then = clock.instant().minus(LAG);
        while (views.size() > 1
                && !views.stream().skip(1).findFirst().orElseThrow().at().isAfter(then)) {
            views.removeFirst();
        }
        return views.peekFirst();
    }

    /** Returns the cards that a person deleted and whose list still exists. */
    public List<Card> thrownAway() {
        return cards.values().stream()
                .filter(card -> card.deleted && card.thrownAway && lists.containsKey(card.list))
                .toList();
    }

    public List<Card> everything() {
        return List.copyOf(cards.values());
    }

    /** Returns all cards, deleted ones too. */
    List<Card> everyCard() {
        return List.copyOf(cards.values());
    }

    public Optional<Card> byId(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    /** Returns the calls that were sent since the last call of this method. */
    public List<Call> calls() {
        List<Call> since = List.copyOf(calls.subList(told, calls.size()));
        told = calls.size();
        return since;
    }

    private int told;

    public List<Card> live() {
        return cards.values().stream().filter(card -> !card.deleted).toList();
    }

    /** Returns the titles of all cards that are not deleted. */
    public List<String> titles() {
        return live().stream().map(card -> card.content.title()).sorted().toList();
    }

    public Card card(String title) {
        List<Card> found = live().stream()
                .filter(card -> card.content.title().equals(title))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " cards are called " + title);
        }
        return found.getFirst();
    }

    public List<RemoteList> allLists() {
        return List.copyOf(lists.values());
    }

    public RemoteList addList(String name) {
        RemoteList list = new RemoteList("list" + ++ids, name);
        listNames.add(name);
        lists.put(list.id(), list);
        return list;
    }

    /** Adds a list that is archived, or that others share only for reading. */
    public RemoteList addReadOnlyList(String name) {
        RemoteList list = new RemoteList(addList(name).id(), name, false);
        lists.put(list.id(), list);
        return list;
    }

    /**
     * Limits the tasks in one answer for the whole account. If lists show all their tasks, the abandoned ones come page
     * by page like all others, and no answer is cut.
     */
    public void cap(int most) {
        cap = most;
    }

    /** Makes each write fail, without effect, whose result would be one of these contents. */
    public void poison(Predicate<CanonicalContent> contents) {
        poison = contents;
    }

    /** From now on writes of this field are ignored, whatever is answered. */
    public void keep(CanonicalChanges.Field field) {
        stubborn.add(field);
    }

    /** From now on every field is written again. */
    public void keepNothing() {
        stubborn.clear();
    }

    /** Makes the account full, or ends that. */
    public void full(boolean now) {
        full = now;
    }

    /** Makes a list full, or ends that; a full list accepts no moved tasks either. */
    public void full(String list, boolean now) {
        if (now) {
            fullLists.add(list);
        } else {
            fullLists.remove(list);
        }
    }

    private boolean isFull(String list) {
        return full || fullLists.contains(list);
    }

    /** Archives a list, which accepts no writes then; {@code shown} is true if its tasks are still shown. */
    public void archive(String list, boolean shown) {
        RemoteList open = lists.get(list);
        if (open != null) {
            archived.put(list, shown);
            lists.put(list, new RemoteList(list, open.content(), false));
        }
    }

    public void unarchive(String list) {
        RemoteList closed = lists.get(list);
        if (closed != null && archived.remove(list) != null) {
            lists.put(list, new RemoteList(list, closed.content(), true));
        }
    }

    /** Returns the lists that a person has archived. */
    public Set<String> archived() {
        return archived.keySet();
    }

    /** Hides these tasks from their lists, though they exist. */
    public void leaveOut(Collection<String> ids) {
        leftOut.clear();
        leftOut.addAll(ids);
    }

    /** Hides the contents of these lists, though the lists are shown. */
    public void withoutContent(Collection<String> ids) {
        withoutContent.clear();
        withoutContent.addAll(ids);
    }

    /** Answers these calls as if the account had nothing. */
    public void answersNothing(Collection<Call> some) {
        answeredWithNothing.clear();
        answeredWithNothing.addAll(some);
    }

    /**
     * True if answers do not tell existing tasks from deleted ones: neither is in a list or a search, and both can be
     * read by id.
     */
    public boolean looksDeleted() {
        return !nature.tellsDeleted()
                && nature.listsAll()
                && answeredWithNothing.containsAll(EnumSet.of(Call.OPEN_TASKS, Call.SEARCH_OPEN));
    }

    public void removeList(String id) {
        lists.remove(id);
    }

    /** Restores a list with everything that was in it. */
    public void restoreList(String id, String name) {
        lists.put(id, new RemoteList(id, name));
        cards.values().stream().filter(card -> card.list.equals(id)).forEach(card -> {
            card.deleted = false;
            card.thrownAway = false;
            card.restoredAt = clock.instant();
        });
    }

    /** Shows a list as empty. */
    public void hideContent(String list) {
        withoutContent.add(list);
    }

    public void showContent(String list) {
        withoutContent.remove(list);
    }

    /** Archives a list in the app, which then shows none of its tasks. */
    public void archive(String list) {
        archive(list, false);
    }

    /** Ends the sharing of a list: it is not listed, and gives no access. */
    public void unshare(String list) {
        unshared.add(list);
        lists.remove(list);
    }

    /** Returns every name that a list ever had. */
    public Set<String> listNames() {
        return listNames;
    }

    public void rename(String list, String name) {
        listNames.add(name);
        describe(list, ofName(name));
    }

    private static CanonicalChanges ofName(String name) {
        return CanonicalChanges.to(CanonicalContent.list(name)).only(EnumSet.of(CanonicalChanges.Field.TITLE));
    }

    /** Changes a list, as a person or a write does; fields that lists do not have are ignored. */
    public void describe(String list, CanonicalChanges changes) {
        CanonicalChanges kept = changes.only(nature.capabilities().listHolds());
        lists.computeIfPresent(list, (id, old) -> old.with(kept.applyTo(old.content())));
    }

    /** Gives ids to the checklist items that a person has changed. */
    void checked(Card card) {
        card.itemsOf(card.items);
    }

    /** Sets the data of the card's items that only the app shows. */
    void noteItems(Card card, String unmapped) {
        card.items = card.items.stream()
                .map(each -> new RemoteTask.Item(each.id(), each.title(), each.done(), unmapped))
                .toList();
    }

    /** Hides these cards from all lists from now on, whatever happens to them. */
    public void leaveOut(Card... some) {
        Arrays.stream(some).forEach(card -> leftOut.add(card.id));
    }

    public void showAll() {
        leftOut.clear();
    }

    /** Limits the rows of a search: a search with this number of rows does not show if there are more. */
    public void searchCap(int rows) {
        searchCap = rows;
    }

    /**
     * Sets if a write to a deleted task is answered with the content sent; if not, with the content that the task still
     * has (docs/ticktick.md, section 3).
     */
    public void echoesWritesToDeleted(boolean answersAsAsked) {
        has(Habit.DELETED_AS_ASKED, answersAsAsked);
    }

    public void has(Habit habit, boolean now) {
        if (now) {
            habits.add(habit);
        } else {
            habits.remove(habit);
        }
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }

    /** Limits the levels of tasks. */
    public void deepest(int levels) {
        deepest = levels;
    }

    /**
     * True if the card, with everything below it, has room below that parent; for a new card {@code card} is null
     * (docs/ticktick.md, section 10).
     */
    public boolean takes(String parent, @Nullable Card card) {
        int above = 0;
        for (Card each = cards.get(parent); each != null && !each.deleted && above < deepest; above++) {
            String next = each.content.parent();
            each = next == null ? null : cards.get(next);
        }
        return above + (card == null ? 1 : levels(card, deepest)) <= deepest;
    }

    private int levels(Card card, int most) {
        return most == 0
                ? 1
                : 1
                        + live().stream()
                                .filter(each -> card.id.equals(each.content.parent()))
                                .mapToInt(each -> levels(each, most - 1))
                                .max()
                                .orElse(0);
    }

    /** Adds a card, as a person does. */
    public Card add(String list, CanonicalContent content) {
        Card card = new Card("card" + ++ids, list, nature.kept(content, list), clock.instant());
        cards.put(card.id, card);
        return card;
    }

    /** True if the sender's clock differs from the remote's by more than clocks are taken to differ. */
    boolean isSentInAnotherTime() {
        Duration apart = Duration.between(sender.instant(), clock.instant()).abs();
        return apart.compareTo(CreateAttempt.SKEW) > 0;
    }

    /** True if the present answer is outdated. */
    boolean isStale() {
        return stale;
    }

    public MemoryComments comments() {
        return comments;
    }

    <T> RemoteAnswer<T> answer(Call call, Supplier<RemoteAnswer<T>> effect) {
        return answer(call, () -> {}, effect);
    }

    /** @param sent runs once the call is certainly sent, whatever its outcome */
    private <T> RemoteAnswer<T> answer(Call call, Runnable sent, Supplier<RemoteAnswer<T>> effect) {
        steps.before(call.name());
        Deque<Fault> asked = faults.get(call);
        Fault fault = asked == null || asked.isEmpty() ? chaos.apply(call) : asked.remove();
        switch (fault) {
            case RATE_LIMITED -> {
                return new RemoteAnswer.NotSent<>(RemoteAnswer.NotSentReason.RATE_LIMITED, "too many calls", LIMIT);
            }
            case AWAY -> {
                return new RemoteAnswer.NotSent<>(
                        RemoteAnswer.NotSentReason.UNREACHABLE, "no connection", Duration.ZERO);
            }
            case UNAUTHORIZED -> {
                return new RemoteAnswer.NotSent<>(
                        RemoteAnswer.NotSentReason.NEEDS_AUTHORIZATION, "connect again", Duration.ZERO);
            }
            default -> {}
        }
        Duration wait = untilRoom();
        if (!wait.isZero()) {
            return new RemoteAnswer.NotSent<>(RemoteAnswer.NotSentReason.RATE_LIMITED, "the budget is used up", wait);
        }
        if (!windows.isEmpty()) {
            sentAt.addLast(clock.instant());
        }
        calls.add(call);
        onCall.accept(call);
        stale = fault == Fault.STALE;
        partial = fault == Fault.PARTIAL;
        keeps = fault == Fault.KEPT;
        sent.run();
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
            case REPEATED -> {
                RemoteAnswer<T> first = effect.get();
                late.add(new Late(clock.instant().plus(LAG), () -> {
                    RemoteAnswer<T> unheard = effect.get();
                    unanswered.add(unheard);
                }));
                yield first;
            }
            default -> {
                showing.clear();
                RemoteAnswer<T> heard = effect.get();
                if (answeredWithNothing.contains(call)) {
                    yield nothing(call, heard);
                }
                showing.forEach(this::heard);
                yield silent(call, heard);
            }
        };
    }

    /** Makes this number of answers to the call leave out the field. */
    public void leavesOut(Call call, Field field, int answers) {
        silences.put(call, new Silence(field, answers));
    }

    @SuppressWarnings("unchecked") // likewise
    private <T> RemoteAnswer<T> nothing(Call call, RemoteAnswer<T> answer) {
        if (call == Call.FIND && nature.tellsDeleted()) {
            return new RemoteAnswer.Unknown<>("an empty answer");
        }
        boolean unlisted = call == Call.OPEN_TASKS && !nature.listsAll(); // as if the list did not exist
        return unlisted ? answer.map(any -> (T) Optional.empty()) : answer.map(value -> (T) nothing(call, value));
    }

    private static Object nothing(Call call, Object shown) {
        return switch (shown) {
            case LookupResult any -> new LookupResult.NotFound();
            case FeedAnswer changes -> new FeedAnswer(Listing.of(List.of()), changes.cursor(), false);
            case Listing any -> Listing.of(List.of());
            case RemotePage<?> page when page.rows() instanceof Listing -> RemotePage.whole(Listing.of(List.of()));
            case RemotePage<?> any -> RemotePage.whole(List.of());
            case Optional<?> cut when cut.isEmpty() && call != Call.OPEN_TASKS -> Optional.of(Listing.of(List.of()));
            case Optional<?> some -> some.map(each -> nothing(call, each));
            default -> shown;
        };
    }

    @SuppressWarnings("unchecked") // each becomes one of its own type
    private <T> RemoteAnswer<T> silent(Call call, RemoteAnswer<T> answer) {
        Silence silence = silences.remove(call);
        if (silence != null && silence.answers() > 0) {
            leavesOut(call, silence.field(), silence.answers() - 1);
            return answer.map(value -> (T) without(silence.field(), value));
        }
        if (!has(Habit.SILENT) || ++answers % 3 != 0) {
            return answer;
        }
        Field field = MAY_BE_SILENT.get(answers / 3 % MAY_BE_SILENT.size());
        return nature.holds(field) ? answer.map(value -> (T) without(field, value)) : answer;
    }

    private Object without(Field field, Object shown) {
        return switch (shown) {
            case RemoteTask task -> {
                RemoteTask listed = field == Field.CHECKLIST ? task.withItems(List.of(), task.checklist()) : task;
                RemoteTask silent = listed.with(emptied(field, listed.content()))
                        .with(new UnshownParts(Set.of(field), Set.of(), Set.of(), List.of()));
                Card card = cards.get(task.ref().id());
                if (card != null && !inStep.test(card.id)) { // nobody knows more of such a card
                    card.claimed.add(silent.content());
                }
                yield silent;
            }
            case LookupResult.Found(var task) -> new LookupResult.Found((RemoteTask) without(field, task));
            case Listing listing ->
                new Listing(
                        listing.tasks().stream()
                                .map(task -> (RemoteTask) without(field, task))
                                .toList(),
                        listing.quarantined());
            case FeedAnswer changes ->
                new FeedAnswer((Listing) without(field, changes.seen()), changes.cursor(), changes.more());
            case RemotePage<?> page -> new RemotePage<>(without(field, page.rows()), page.next());
            case Optional<?> some -> some.map(each -> without(field, each));
            case List<?> all -> all.stream().map(each -> without(field, each)).toList();
            case RemoteList list
            when nature.capabilities().listHolds().contains(field) ->
                new RemoteList(
                        list.id(), emptied(field, list.content()), list.writable(), UnshownParts.NONE.and(field));
            default -> shown;
        };
    }

    private static CanonicalContent emptied(Field field, CanonicalContent content) {
        return CanonicalChanges.between(content, CanonicalContent.list(""))
                .only(Set.of(field))
                .applyTo(content);
    }

    /** Returns the content of a new card: the whole one, or all fields but one. */
    private CanonicalContent passedOver(CanonicalContent content) {
        return has(Habit.PASSES_OVER) && ++made % 2 == 0
                ? emptied(MAY_BE_SILENT.get(made / 2 % MAY_BE_SILENT.size()), content)
                : content;
    }

    private void heard(RemoteTask task) {
        Card card = Objects.requireNonNull(cards.get(task.ref().id()));
        card.shownNow.add(task.content());
        card.hidden = CanonicalChanges.between(task.content(), card.content).fields();
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor) {
        return answer(Call.LISTS, () -> pages.page(List.copyOf(shownLists().values()), RemoteList::id, cursor));
    }

    /** Closed lists are left out. */
    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> openLists(@Nullable String cursor) {
        return answer(
                Call.LISTS,
                () -> pages.page(
                        shownLists().values().stream()
                                .filter(RemoteList::writable)
                                .toList(),
                        RemoteList::id,
                        cursor));
    }

    /** Limits the rows of a page in every read that can be paged. */
    public void pages(int rows) {
        pages = new Paging(rows);
        parts = pages;
    }

    @Override
    public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
        return switch (what) {
            case ReadTarget.OneList(var list) -> inList(list, parts, cursor);
            case ReadTarget.AllOpenTasks open -> openAnywhere(cursor);
            case ReadTarget.FinishedSince(var in, var since) -> finished(in, since, cursor);
            case ReadTarget.WrittenSince(var list, var since) -> written(list, since, cursor);
        };
    }

    private RemoteAnswer<Optional<RemotePage<Listing>>> shown(
            List<RemoteTask> all, Paging some, @Nullable String cursor) {
        return rows(all, some, cursor).map(this::shown);
    }

    private static RemoteAnswer<RemotePage<List<RemoteTask>>> rows(
            List<RemoteTask> all, Paging some, @Nullable String cursor) {
        return some.page(all, task -> task.ref().id(), cursor);
    }

    private Optional<RemotePage<Listing>> shown(RemotePage<List<RemoteTask>> page) {
        return Optional.of(new RemotePage<>(listing(page.rows().stream()), page.next()));
    }

    @Override
    public RemoteAnswer<RemoteList> createList(String name) {
        return answer(Call.CREATE_LIST, () -> full ? noRoom() : new RemoteAnswer.Ok<>(addList(name)));
    }

    @Override
    public RemoteAnswer<RemoteList> updateList(String list, CanonicalChanges changes) {
        return answer(Call.UPDATE_LIST, () -> {
            Optional.ofNullable(changes.title()).map(Change::to).ifPresent(listNames::add);
            Set<CanonicalChanges.Field> free = changes.fields();
            free.removeAll(stubborn);
            describe(list, changes.only(free));
            RemoteList now = lists.get(list);
            return now == null ? noList() : new RemoteAnswer.Ok<>(now);
        });
    }

    @Override
    public RemoteAnswer<RemoteAnswer.Done> deleteList(String list) {
        Instant sentAt = clock.instant();
        return answer(Call.DELETE_LIST, () -> {
            List<Card> along =
                    live().stream().filter(card -> card.list.equals(list)).toList();
            along.forEach(card -> card.hiddenFromItsEnd = card.content.status() == RemoteStatus.ABANDONED
                    || (landing && !card.createdAt.isBefore(sentAt))
                    || isChangedWithinTheLook(card)
                    || answeredWithNothing.containsAll(EnumSet.of(Call.OPEN_TASKS, Call.SEARCH_ALL)));
            onDeleteList.accept(list);
            along.forEach(card -> {
                card.deleted = true;
                card.deletedBySync = !card.hiddenFromItsEnd;
            });
            removeList(list);
            return new RemoteAnswer.Ok<>(RemoteAnswer.Done.DONE);
        });
    }

    /**
     * True if the card was on a page of a look that is still new enough, and was changed while a later page was read.
     */
    private boolean isChangedWithinTheLook(Card card) {
        CanonicalContent before = shownLast.get(card.id);
        return before != null
                && !before.equals(card.content)
                && calls.size() - lookBegan.getOrDefault(card.list, 0) <= CycleCalls.BETWEEN;
    }

    private static final String LISTS = "lists";
    private static final String IN = "in ";

    private RemoteAnswer<Optional<RemotePage<Listing>>> openAnywhere(@Nullable String cursor) {
        if (cursor != null && cursor.equals(LISTS)) {
            return answer(
                    Call.LISTS,
                    () -> in(Listing.of(List.of()), List.copyOf(shownLists().keySet())));
        }
        return cursor != null && cursor.startsWith(IN)
                ? inNext(List.of(cursor.substring(IN.length()).split(" ")))
                : answer(Call.FIND_ANYWHERE, () -> {
                    List<RemoteTask> open = shownLive()
                            .filter(card -> card.content.status() == RemoteStatus.OPEN)
                            .map(Card::task)
                            .toList();
                    return open.size() < cap ? shown(open, parts, cursor) : next(Listing.of(List.of()), LISTS);
                });
    }

    /** Reads the open tasks list by list, if one answer cannot hold all of them. */
    private RemoteAnswer<Optional<RemotePage<Listing>>> inNext(List<String> left) {
        return inList(left.getFirst(), Paging.NONE, null)
                .flatMap(page -> page.map(open -> in(open.rows(), left.subList(1, left.size())))
                        .orElseGet(() -> new RemoteAnswer.Unknown<>("a list went while the lists were read")));
    }

    private static RemoteAnswer<Optional<RemotePage<Listing>>> in(Listing rows, List<String> left) {
        return next(rows, left.isEmpty() ? null : IN + String.join(" ", left));
    }

    private static RemoteAnswer<Optional<RemotePage<Listing>>> next(Listing rows, @Nullable String cursor) {
        return new RemoteAnswer.Ok<>(Optional.of(new RemotePage<>(rows, cursor)));
    }

    private static void requireTask(RemoteRef ref) {
        if (ref.id().equals(ref.list())) {
            throw new IllegalArgumentException("a list is no task");
        }
    }

    @Override
    public RemoteAnswer<LookupResult> find(RemoteRef ref) {
        requireTask(ref);
        return answer(Call.FIND, () -> {
            if (!shownLists().containsKey(ref.list())) {
                return new RemoteAnswer.Refused<>("its list is gone");
            }
            if (hidden.contains(ref.list())) {
                return new RemoteAnswer.Ok<>(new LookupResult.NoAccess("the account may not see this list for now"));
            }
            if (nature.tellsDeleted()
                    && byId(ref.id()).filter(card -> card.deleted).isPresent()) {
                return new RemoteAnswer.Ok<>(
                        nature.denies() ? new LookupResult.Denied("something is wrong") : new LookupResult.Deleted());
            }
            boolean first = isFirstView(ref.id()); // also one that shows what is new: the next does not show what was
            stale = first && (stale || has(Habit.OLD_FIRST_LOOK));
            Optional<RemoteTask> before = stale ? before(ref) : Optional.empty();
            if (before.isPresent()) {
                return new RemoteAnswer.Ok<>(found(before.get()));
            }
            // If deletions are not reported, a deleted task is still shown, without a mark.
            return new RemoteAnswer.Ok<>(found(
                    Optional.ofNullable(shownCards().get(ref.id())).filter(card -> card.list.equals(ref.list()))));
        });
    }

    /**
     * True for the first read of an object after a write: it may show the state before that write; the second read does
     * not (docs/ticktick.md, section 7).
     */
    private boolean isFirstView(String id) {
        Card card = cards.get(id);
        return card != null && !card.content.equals(lookedAt.put(id, card.content));
    }

    /**
     * Returns the state before the newest write, once, shortly after that write, and only if others have not written
     * since.
     */
    private Optional<RemoteTask> before(RemoteRef ref) {
        return Optional.ofNullable(beforeNewestWrite.remove(ref.id()))
                .filter(written -> written.before().ref().equals(ref)
                        && written.at().plus(LAG).isAfter(clock.instant())
                        && written.after().equals(Objects.requireNonNull(cards.get(ref.id())).content))
                .map(Written::before);
    }

    /** Returns the list whose open tasks were requested last. */
    public String opened() {
        return opened;
    }

    @Override
    public RemoteAnswer<FeedAnswer> changes(@Nullable String cursor) {
        if (!nature.capabilities().hasFeed()) {
            return RemoteTasks.super.changes(cursor);
        }
        return answer(Call.CHANGES, () -> {
            feed.note(cards.values(), clock.instant());
            return feed.page(cursor, clock.instant())
                    .map(this::changes)
                    .orElseGet(() -> new RemoteAnswer.Refused<>("no such cursor"));
        });
    }

    private RemoteAnswer<FeedAnswer> changes(MemoryFeed.Page page) {
        Stream<RemoteTask> shown = page.cards().stream()
                .distinct()
                .map(cards::get)
                .filter(card -> !card.deleted && lists.containsKey(card.list))
                .map(Card::task);
        return new RemoteAnswer.Ok<>(new FeedAnswer(listing(shown), page.cursor(), page.more()));
    }

    /** Makes all cursors of the feed unknown. */
    public void forgetCursors() {
        feed.forget();
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
        return answer(Call.SEARCH_OPEN, () -> search(list, inList(list, true)));
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchAll(String list) {
        return answer(Call.SEARCH_ALL, () -> search(list, Stream.concat(inList(list, true), inList(list, false))));
    }

    private RemoteAnswer<Optional<Listing>> search(String list, Stream<RemoteTask> tasks) {
        if (hidden.contains(list)) {
            return new RemoteAnswer.Refused<>("access_forbidden");
        }
        List<RemoteTask> rows = tasks.toList();
        return new RemoteAnswer.Ok<>(
                rows.size() < searchCap ? Optional.of(listing(rows.stream())) : Optional.<Listing>empty());
    }

    private RemoteAnswer<Optional<RemotePage<Listing>>> inList(String list, Paging some, @Nullable String cursor) {
        opened = list;
        if (unshared.contains(list) || hidden.contains(list)) {
            return answer(Call.OPEN_TASKS, () -> new RemoteAnswer.Refused<>("access_forbidden"));
        }
        return answer(Call.OPEN_TASKS, () -> open(list)
                .map(tasks -> rows(tasks, some, cursor).map(page -> {
                    showBelow(list, page.rows(), cursor == null);
                    return shown(page);
                }))
                .orElseGet(() -> new RemoteAnswer.Ok<>(Optional.empty())));
    }

    private void showBelow(String list, List<RemoteTask> rows, boolean first) {
        if (first) {
            shownBelow.put(list, new HashMap<>());
            lookBegan.put(list, calls.size());
        }
        rows.forEach(task -> shownLast.put(task.ref().id(), task.content()));
        Map<String, String> below = shownBelow.computeIfAbsent(list, any -> new HashMap<>());
        rows.stream()
                .filter(task -> task.content().parent() != null)
                .forEach(task -> below.put(task.ref().id(), task.content().parent()));
    }

    private Optional<List<RemoteTask>> open(String list) {
        if (!lists.containsKey(list) || withoutContent.contains(list)) {
            return Optional.empty();
        }
        stale &= shownLists().containsKey(list);
        if (Boolean.FALSE.equals(archived.get(list))) {
            return Optional.of(List.of());
        }
        Stream<RemoteTask> finished = nature.listsAll() ? inList(list, false) : Stream.empty();
        return Optional.of(Stream.concat(inList(list, true), finished)
                .filter(task -> !leftOut.contains(task.ref().id()))
                .toList());
    }

    private RemoteAnswer<Optional<RemotePage<Listing>>> finished(
            Set<String> in, Instant since, @Nullable String cursor) {
        return in.isEmpty()
                ? next(Listing.of(List.of()), null)
                : answer(Call.FINISHED_TASKS, () -> shown(finished(in, since), pages, cursor));
    }

    private List<RemoteTask> finished(Set<String> in, Instant since) {
        return in.stream()
                .flatMap(list -> inList(list, false))
                .filter(task -> task.content().status() == RemoteStatus.COMPLETED)
                .filter(task -> !Objects.requireNonNull(
                                shownCards().get(task.ref().id()))
                        .finishedAt
                        .isBefore(since))
                .toList();
    }

    private RemoteAnswer<Optional<RemotePage<Listing>>> written(String list, Instant since, @Nullable String cursor) {
        return answer(Call.EVERYWHERE, () -> {
            List<Card> all = shownLive()
                    .filter(card -> shownLists().containsKey(card.list))
                    .toList();
            boolean cut = !nature.listsAll() && all.size() >= cap;
            List<Card> abandoned = all.stream()
                    .filter(card -> card.content.status() == RemoteStatus.ABANDONED)
                    .filter(card -> !cut || card.list.equals(list))
                    .limit(nature.listsAll() ? Long.MAX_VALUE : cap)
                    .toList();
            List<RemoteTask> tasks = all.stream()
                    .filter(card -> switch (card.content.status()) {
                        case ABANDONED -> abandoned.contains(card);
                        case COMPLETED -> !card.finishedAt.isBefore(since);
                        default -> true;
                    })
                    .map(Card::task)
                    .toList();
            return shown(tasks, parts, cursor);
        });
    }

    /** Returns the tasks of a list; the one that was added last comes first, as in TickTick. */
    private Stream<RemoteTask> inList(String list, boolean open) {
        return shownLive().toList().reversed().stream()
                .filter(card -> card.list.equals(list))
                .filter(card -> (card.content.status() == RemoteStatus.OPEN) == open)
                .map(Card::task);
    }

    private static <T> RemoteAnswer<T> noList() {
        return new RemoteAnswer.Refused<>("there is no such list");
    }

    private static <T> RemoteAnswer<T> noRoom() {
        return new RemoteAnswer.NotSent<>(RemoteAnswer.NotSentReason.FULL, "the account is full", Duration.ZERO);
    }

    private static <T> RemoteAnswer<T> notAllowed() {
        return new RemoteAnswer.NotSent<>(
                RemoteAnswer.NotSentReason.FORBIDDEN, "the account may not write there", Duration.ZERO);
    }

    /** Forbids all writes to the list from now on. */
    public void forbid(String list) {
        forbidden.add(list);
    }

    public void allow(String list) {
        forbidden.remove(list);
    }

    /**
     * Forbids reads and writes of the list, which is still listed; searches of the whole account leave out its tasks.
     */
    public void hide(String list) {
        hidden.add(list);
        forbid(list);
    }

    public void show(String list) {
        hidden.remove(list);
        allow(list);
    }

    private static <T> RemoteAnswer<T> isArchived() {
        return new RemoteAnswer.Refused<>("the list is closed");
    }

    private static <T> RemoteAnswer<T> poisoned() {
        return new RemoteAnswer.Unknown<>("it failed");
    }

    @Override
    public RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
        return answer(Call.CREATE, () -> {
            if (poison.test(content)) {
                return poisoned();
            }
            if (forbidden.contains(list)) {
                return notAllowed();
            }
            if (!lists.containsKey(list)) {
                return noList();
            }
            return isFull(list)
                    ? noRoom()
                    : archived.containsKey(list)
                            ? isArchived()
                            : new RemoteAnswer.Ok<>(made(list, content).task());
        });
    }

    private Card made(String list, CanonicalContent content) {
        boolean fits = content.parent() == null || takes(content.parent(), null);
        CanonicalContent taken = passedOver(fits ? content : content.withParent(null));
        Card card = add(list, taken.withStatus(RemoteStatus.OPEN));
        card.madeBySync = true;
        card.sentInAnotherTime = isSentInAnotherTime();
        card.itemsOf(List.of());
        return card;
    }

    @Override
    public RemoteAnswer<BatchCreateResult> createAll(String list, List<CanonicalContent> contents) {
        requireBatch(contents.size(), nature.capabilities().batch().creates());
        if (contents.isEmpty()) {
            return new RemoteAnswer.Ok<>(new BatchCreateResult(List.of(), List.of()));
        }
        return answer(Call.CREATE_ALL, () -> {
            boolean closed = !lists.containsKey(list) || archived.containsKey(list) || isFull(list);
            int most = closed ? 0 : partial ? contents.size() / 2 : contents.size();
            List<String> ids = new ArrayList<>(contents.stream()
                    .limit(most)
                    .filter(poison.negate())
                    .map(content -> made(list, content).id)
                    .toList());
            Collections.shuffle(ids, new Random(ids.size())); // which is whose is not said
            List<String> refusals =
                    Collections.nCopies(contents.size() - ids.size(), isFull(list) ? "QUOTA" : "UNKNOWN");
            return new RemoteAnswer.Ok<>(new BatchCreateResult(ids, refusals, isFull(list)));
        });
    }

    private static void requireBatch(int size, int most) {
        if (size > most) {
            throw new IllegalArgumentException(size + " in one batch");
        }
    }

    @Override
    public List<Step> script(RemoteTask current, CanonicalChanges changes) {
        return Step.each(current, nature.requests(current.content(), changes)).stream()
                .map(step -> nature.tells(step) ? step.telling() : step)
                .toList();
    }

    @Override
    public RemoteAnswer<CanonicalContent> send(Step step) {
        RemoteTask current = step.current();
        CanonicalChanges changes = step.changes();
        return answer(Call.UPDATE, () -> {
            Card card = cards.get(current.ref().id());
            if (card == null) {
                return new RemoteAnswer.Unknown<>("an empty answer");
            }
            if (card.deleted && nature.tellsDeleted()) {
                return new RemoteAnswer.Refused<>("it was deleted");
            }
            if (!card.deleted && poison.test(changes.applyTo(card.content))) {
                return poisoned();
            }
            if (archived.containsKey(card.list)) {
                return isArchived();
            }
            if (forbidden.contains(card.list)) {
                return notAllowed();
            }
            if (card.deleted && has(Habit.DELETED_UNANSWERED)) {
                return new RemoteAnswer.Unknown<>("an empty answer");
            }
            write(card, current, kept(changes));
            // The result of completing a recurring task is only seen at the next read.
            boolean series = card.recurring && changes.completes();
            boolean asAsked = series || (card.deleted && has(Habit.DELETED_AS_ASKED));
            if (asAsked) {
                card.claimed.add(changes.applyTo(current.content()));
            }
            boolean tells = !nature.capabilities().untold().containsAll(changes.fields());
            CanonicalContent asSent = changes.applyTo(current.content());
            return new RemoteAnswer.Ok<>(
                    asAsked || !(tells || step.tells())
                            ? asSent
                            : tells
                                    ? card.task().content()
                                    : asSent.withChecklist(card.task().content().checklist()));
        });
    }

    /** Writes a change. A deleted card accepts every write and stays as it was (docs/ticktick.md, section 3). */
    private void write(Card card, RemoteTask current, CanonicalChanges changes) {
        if (card.deleted || isIgnored()) {
            return;
        }
        CanonicalContent asked = nature.kept(nature.changed(card.content, changes), card.list);
        boolean fits = changes.parent() == null || asked.parent() == null || takes(asked.parent(), card);
        CanonicalContent after = fits ? asked : asked.withParent(card.content.parent());
        onOverwritten.accept(card.content, changes.only(notKnown(card)));
        beforeNewestWrite.put(card.id, new Written(card.task(), clock.instant(), after));
        String title = card.content.title();
        if (!after.title().equals(title) && after.title().equals(new NearestValues().title("title", title))) {
            card.shortened.add(after.title());
        }
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
        if (completed) {
            completeAlong(card);
        }
        if (changes.checklist() != null) {
            card.itemsOf(current.items()); // a checklist is replaced as a whole: an item without its id is a new one
        }
    }

    private boolean isIgnored() {
        return nature.has(Quirk.SILENT_IGNORES) && ++edits % EACH_OF == 0;
    }

    /**
     * Begins a cycle, which only knows contents that earlier cycles have taken over.
     *
     * @param whole true if the cycle before got to its end: only then were the contents shown to it taken over
     */
    public void cycleBegins(boolean whole) {
        cards.values().forEach(card -> {
            if (whole) {
                card.shown.addAll(card.shownNow);
            }
            card.shownNow.clear();
            card.hidden = Set.of();
        });
    }

    /** Returns the fields in which the sender of the present write could not know the value that it replaces. */
    private Set<CanonicalChanges.Field> notKnown(Card card) {
        if (landing && !inStep.test(card.id)) {
            return EnumSet.allOf(CanonicalChanges.Field.class);
        }
        return landing ? neverShown(card, card.shown) : hidden(card);
    }

    /**
     * Returns the fields with a change by others that neither the look before a write nor an earlier look of this cycle
     * has shown.
     */
    private static Set<CanonicalChanges.Field> hidden(Card card) {
        Set<CanonicalChanges.Field> hidden = neverShown(card, card.shownNow);
        hidden.retainAll(card.hidden);
        return hidden;
    }

    /** Returns the fields whose present value none of these answers has shown. */
    private static Set<CanonicalChanges.Field> neverShown(Card card, Set<CanonicalContent> shown) {
        Set<CanonicalChanges.Field> unseen = EnumSet.allOf(CanonicalChanges.Field.class);
        shown.forEach(each ->
                unseen.retainAll(CanonicalChanges.between(each, card.content).fields()));
        return unseen;
    }

    private CanonicalChanges kept(CanonicalChanges asked) {
        Set<CanonicalChanges.Field> free = EnumSet.allOf(CanonicalChanges.Field.class);
        free.removeAll(stubborn);
        CanonicalChanges changes = asked.only(free);
        if (!keeps || changes.fields().size() < 2) {
            return changes;
        }
        Set<CanonicalChanges.Field> taken = EnumSet.copyOf(changes.fields());
        taken.remove(taken.iterator().next());
        return changes.only(taken);
    }

    /**
     * Moves a recurring card to its next date under the same id, and leaves a completed copy without a rule
     * (docs/ticktick.md, section 8).
     */
    void nextOccurrence(Card card) {
        Card copy = add(card.list, card.content.withStatus(RemoteStatus.COMPLETED));
        copy.finishedAt = clock.instant();
        copy.copyOf = card.id;
        CanonicalContent c = card.content;
        When due = c.dueDate() instanceof When.Day(var day) ? new When.Day(day.plusDays(1)) : c.dueDate();
        card.content = new CanonicalContent(
                c.title(),
                c.description(),
                c.priority(),
                c.tags(),
                c.startDate(),
                due,
                c.timeZone(),
                c.checklist(),
                c.status(),
                c.parent(),
                c.stage(),
                c.estimateMinutes(),
                c.assignees(),
                c.blockedBy(),
                null,
                null,
                c.oddDates());
    }

    @Override
    public RemoteAnswer<Map<String, String>> updateAll(List<Step> steps) {
        requireBatch(steps.size(), nature.capabilities().batch().updates());
        Map<String, Step> changes = new LinkedHashMap<>();
        for (Step step : steps) {
            if (changes.put(step.current().ref().id(), step) != null) {
                throw new IllegalArgumentException("two steps of one task");
            }
            if (!step.absolute() || !script(step.current(), step.changes()).equals(List.of(step))) {
                throw new IllegalArgumentException("it is sent on its own");
            }
        }
        return changes.isEmpty()
                ? new RemoteAnswer.Ok<>(Map.of())
                : answer(Call.UPDATE_ALL, () -> new RemoteAnswer.Ok<>(writeAll(changes)));
    }

    private Map<String, String> writeAll(Map<String, Step> steps) {
        Map<String, String> refusals = new LinkedHashMap<>();
        int most = partial ? steps.size() / 2 : steps.size();
        int done = 0;
        for (Map.Entry<String, Step> each : steps.entrySet()) {
            Step step = each.getValue();
            Card card = cards.get(each.getKey());
            if (card == null || card.deleted) {
                refusals.put(each.getKey(), card == null ? "NOT_EXISTED" : "DELETED");
            } else if (done >= most
                    || poison.test(step.changes().applyTo(card.content))
                    || archived.containsKey(card.list)) {
                refusals.put(each.getKey(), "UNKNOWN");
            } else if (forbidden.contains(card.list)) {
                refusals.put(each.getKey(), "NO_PROJECT_PERMISSION");
            } else {
                write(card, step.current(), kept(step.changes()));
                done++;
            }
        }
        return refusals;
    }

    @Override
    public RemoteAnswer<RemoteAnswer.Done> move(RemoteRef task, String toList) {
        return moveAll(List.of(task), toList);
    }

    @Override
    public RemoteAnswer<Optional<RemoteTask>> move(RemoteTask current, String toList) {
        return move(current.ref(), toList).map(done -> Optional.of(current.ref().id())
                .filter(any -> nature.has(Quirk.MOVES_ARE_TOLD))
                .flatMap(this::byId)
                .filter(card -> !card.deleted && card.list.equals(toList))
                .map(Card::task));
    }

    @Override
    public RemoteAnswer<RemoteAnswer.Done> moveAll(List<RemoteRef> tasks, String toList) {
        requireBatch(tasks.size(), nature.capabilities().batch().moves());
        tasks.forEach(MemoryRemote::requireTask);
        return tasks.isEmpty()
                ? new RemoteAnswer.Ok<>(RemoteAnswer.Done.DONE)
                : answer(Call.MOVE, () -> moved(tasks, toList));
    }

    private RemoteAnswer<RemoteAnswer.Done> moved(List<RemoteRef> tasks, String toList) {
        if (!lists.containsKey(toList) || tasks.stream().anyMatch(task -> !lists.containsKey(task.list()))) {
            return noList();
        }
        if (archived.containsKey(toList) || tasks.stream().anyMatch(task -> archived.containsKey(task.list()))) {
            return isArchived();
        }
        if (fullLists.contains(toList)) {
            return noRoom();
        }
        tasks.stream().limit(partial ? tasks.size() / 2 : tasks.size()).forEach(task -> {
            Card card = cards.get(task.id());
            boolean there = card != null && (card.list.equals(task.list()) || nature.has(Quirk.MOVES_FROM_ANYWHERE));
            if (there && !card.deleted) {
                card.list = toList;
                card.content = nature.kept(card.content, toList);
            }
        });
        return new RemoteAnswer.Ok<>(RemoteAnswer.Done.DONE);
    }

    @Override
    public RemoteAnswer<RemoteAnswer.Done> delete(RemoteRef ref) {
        requireTask(ref);
        Map<String, String> shown = Map.copyOf(shownBelow.getOrDefault(ref.list(), Map.of()));
        return answer(Call.DELETE, () -> deletes(ref), () -> {
            Card card = cards.get(ref.id());
            if (archived.containsKey(ref.list())) {
                return isArchived();
            }
            if (forbidden.contains(ref.list())) {
                return notAllowed();
            }
            if (card != null && !card.deleted) {
                CanonicalChanges all = CanonicalChanges.between(card.content, CanonicalContent.list(""));
                onOverwritten.accept(card.content, all.only(notKnown(card)));
                card.deleted = true;
                card.deletedBySync = true;
                takeAlong(card, shown);
            }
            return new RemoteAnswer.Ok<>(RemoteAnswer.Done.DONE);
        });
    }

    /**
     * @param shown the parent of each card as shown when the delete was sent; nobody could know of cards that were put
     *     there since
     */
    private void takeAlong(Card above, Map<String, String> shown) {
        for (Card card : has(Habit.CHILDREN_GO) ? below(above) : List.<Card>of()) {
            if (above.id.equals(shown.get(card.id))) {
                onGoingAlong.accept(new RemoteRef(above.list, above.id), new RemoteRef(card.list, card.id));
            }
            card.deleted = true;
            card.wentAlong = true;
            takeAlong(card, shown);
        }
    }

    private List<Card> below(Card above) {
        return live().stream()
                .filter(card -> above.id.equals(card.content.parent()) && card.list.equals(above.list))
                .toList();
    }

    private void completeAlong(Card above) {
        below(above).stream()
                .filter(card -> has(Habit.CHILDREN_END) && card.content.status() == RemoteStatus.OPEN)
                .forEach(card -> {
                    card.content = card.content.withStatus(RemoteStatus.COMPLETED);
                    card.finishedAt = clock.instant();
                    completeAlong(card);
                });
    }

    private void deletes(RemoteRef ref) {
        Card card = cards.get(ref.id());
        if (card != null && !card.deleted) {
            onDelete.accept(ref);
        }
    }

    @Override
    public List<Use> use() {
        return windows.isEmpty()
                ? List.of(new Use(Duration.ofSeconds(60), 95, calls.size()))
                : windows.stream()
                        .map(window -> new Use(window.length(), window.limit(), sentWithin(window)))
                        .toList();
    }

    @Override
    public long sent() {
        return calls.size();
    }
}

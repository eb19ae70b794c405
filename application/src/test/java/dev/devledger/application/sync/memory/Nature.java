package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Capabilities.Batch;
import dev.devledger.application.sync.connector.Capabilities.DeletedById;
import dev.devledger.application.sync.connector.Capabilities.Feed;
import dev.devledger.application.sync.connector.Capabilities.ListCapacity;
import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.ContentTranslator.CardTranslator;
import dev.devledger.application.sync.connector.Layout;
import dev.devledger.application.sync.connector.Layout.CardLayout;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The kind of service that is in memory.
 *
 * @param coarse true if the service knows fewer priorities than the ledger
 * @param layout the form of projects in the service
 * @param inSteps true if each field, and each member of a set, takes a request of its own
 */
public record Nature(Capabilities capabilities, boolean coarse, Layout layout, boolean inSteps, Set<Quirk> quirks) {
    private static final Set<Field> ALONE = EnumSet.complementOf(EnumSet.of(Field.TAGS, Field.STATUS));

    public Nature {
        quirks = Set.copyOf(quirks);
    }

    public Nature(Capabilities capabilities, boolean coarse, Layout layout, boolean inSteps) {
        this(capabilities, coarse, layout, inSteps, Set.of());
    }

    /** Makes a service that shows projects as TickTick does. */
    public Nature(Capabilities capabilities, boolean coarse) {
        this(capabilities, coarse, new CardLayout(), false);
    }

    private static final Set<Field> OF_TICKTICK = EnumSet.complementOf(
            EnumSet.of(Field.STAGE, Field.ESTIMATE, Field.ASSIGNEES, Field.BLOCKED_BY, Field.CUSTOMER, Field.SERVICE));

    static final ContentTranslator CARDS =
            new CardTranslator(64, List.of(RemoteStatus.BLOCKED, RemoteStatus.PAUSED, RemoteStatus.PLANNED));

    /** TickTick, as docs/ticktick.md describes it. */
    public static final Nature TICKTICK = new Nature(
            new Capabilities(
                    new Batch(50, 50, 50),
                    5,
                    new ListCapacity(999, 800),
                    Duration.ofSeconds(2),
                    Listed.OPEN,
                    DeletedById.STAYS_READABLE,
                    OF_TICKTICK),
            false);

    /** A service that takes one task in a call, reports deletions, and knows little more than names. */
    public static final Nature PLAIN = new Nature(
            new Capabilities(
                    new Batch(1, 1, 1),
                    9,
                    ListCapacity.UNLIMITED,
                    Duration.ofSeconds(1),
                    Listed.ALL,
                    DeletedById.IS_TOLD,
                    EnumSet.of(Field.TITLE, Field.TAGS, Field.PRIORITY, Field.STATUS, Field.PARENT)),
            true);

    /** ClickUp: lists with their own statuses, one request for each part of a change, and a feed. */
    public static final Nature CLICKUP = new Nature(
            new Capabilities(
                    new Batch(1, 1, 1),
                    8,
                    ListCapacity.UNLIMITED,
                    Duration.ofSeconds(2),
                    Listed.ALL,
                    DeletedById.IS_TOLD,
                    EnumSet.complementOf(EnumSet.of(Field.CUSTOMER, Field.SERVICE)),
                    new Feed.ChangesSince(Duration.ofMinutes(5)),
                    EnumSet.of(Field.TITLE, Field.DESCRIPTION, Field.PRIORITY, Field.DATES),
                    false,
                    EnumSet.of(Field.TAGS, Field.CHECKLIST, Field.BLOCKED_BY),
                    false),
            false,
            new ListLayout(),
            true,
            Set.of(Quirk.STARTS_ALONE, Quirk.MOVES_FROM_ANYWHERE, Quirk.MOVES_ARE_TOLD));

    /**
     * TrackingTime: flat tasks with little more than a name (and tags, which only the tests add), and a refusal for
     * deleted tasks.
     */
    public static final Nature TRACKINGTIME = new Nature(
            new Capabilities(
                    new Batch(1, 1, 1),
                    1,
                    ListCapacity.UNLIMITED,
                    Duration.ofSeconds(2),
                    Listed.ALL,
                    DeletedById.IS_DENIED,
                    EnumSet.of(Field.TITLE, Field.STATUS, Field.DATES, Field.TAGS, Field.PARENT)),
            false,
            new ListLayout(),
            true);

    private static final List<Field> MAY_LACK =
            List.of(Field.DESCRIPTION, Field.PRIORITY, Field.DATES, Field.CHECKLIST);

    /** Returns a random kind of service. */
    public static Nature of(Random random) {
        Set<Field> holds = EnumSet.copyOf(OF_TICKTICK);
        holds.removeIf(field -> MAY_LACK.contains(field) && random.nextInt(4) == 0);
        Batch batch = new Batch(any(random, 1, 5, 50), any(random, 1, 5, 50), any(random, 1, 5, 50));
        int deepest = any(random, 5, 5, 9);
        ListCapacity room = random.nextBoolean()
                ? ListCapacity.UNLIMITED
                : TICKTICK.capabilities().room();
        DeletedById deleted = random.nextBoolean() ? DeletedById.STAYS_READABLE : DeletedById.IS_TOLD;
        boolean coarse = random.nextBoolean();
        Listed listed = random.nextBoolean() ? Listed.OPEN : Listed.ALL;
        Layout layout = random.nextInt(3) == 0 ? new ListLayout() : new CardLayout();
        return new Nature(
                new Capabilities(batch, deepest, room, Duration.ofSeconds(1), listed, deleted, holds),
                coarse,
                layout,
                false);
    }

    /** Returns this kind, with each project as a list. */
    public Nature withLists() {
        return new Nature(capabilities, coarse, new ListLayout(), inSteps, quirks);
    }

    /** Returns this kind, with one request for each part of a change. */
    public Nature writtenInSteps() {
        return new Nature(capabilities, coarse, layout, true, quirks);
    }

    /**
     * Returns this kind, sometimes with one request for each part; the number serves nothing else, so that all other
     * choices stay the same.
     */
    public Nature maybeInSteps(long number) {
        return new Random(number).nextInt(3) == 0 ? writtenInSteps() : this;
    }

    /**
     * Returns the change that each request makes; the status comes last, as whoever finishes a task has seen all of it.
     */
    List<CanonicalChanges> requests(CanonicalContent content, CanonicalChanges changes) {
        if (!inSteps) {
            return List.of(changes);
        }
        List<CanonicalChanges> requests = new ArrayList<>();
        ALONE.forEach(field -> requests.add(changes.only(EnumSet.of(field))));
        CanonicalContent now = content;
        for (SortedSet<String> each :
                oneByOne(content.tags(), changes.applyTo(content).tags())) {
            requests.add(CanonicalChanges.between(now, now.withTags(each)));
            now = now.withTags(each);
        }
        requests.add(changes.only(EnumSet.of(Field.STATUS)));
        return requests;
    }

    /** True if the answer shows the whole checklist, which it does unless the step only removed items. */
    boolean tells(RemoteWrites.Step step) {
        return capabilities.untold().contains(Field.CHECKLIST)
                && step.changes().fields().equals(EnumSet.of(Field.CHECKLIST))
                && !step.current().content().checklist().containsAll(step.done().checklist());
    }

    /** Returns the content after a request. Where members of a set are written one by one, members of others stay. */
    CanonicalContent changed(CanonicalContent there, CanonicalChanges changes) {
        CanonicalContent whole = changes.applyTo(there);
        return !inSteps
                ? whole
                : whole.withTags(changed(there.tags(), changes.tags()))
                        .withAssignees(changed(there.assignees(), changes.assignees()))
                        .withBlockedBy(changed(there.blockedBy(), changes.blockedBy()));
    }

    private static SortedSet<String> changed(SortedSet<String> there, @Nullable Change<SortedSet<String>> change) {
        if (change == null || change.from() == null || change.to() == null) {
            return there;
        }
        SortedSet<String> after = new TreeSet<>(there);
        after.addAll(change.to());
        after.removeIf(each -> change.from().contains(each) && !change.to().contains(each));
        for (String each : change.to()) {
            if (change.from().contains(each) && !there.contains(each)) {
                after.remove(each); // another client has removed it
            }
        }
        return after;
    }

    /** Returns the sets on the way from one set to the other: members are removed first, then added. */
    private static List<SortedSet<String>> oneByOne(Set<String> from, Set<String> to) {
        List<SortedSet<String>> sets = new ArrayList<>();
        Set<String> now = new TreeSet<>(from);
        from.stream().filter(tag -> !to.contains(tag)).forEach(tag -> {
            now.remove(tag);
            sets.add(new TreeSet<>(now));
        });
        to.stream().filter(now::add).forEach(added -> sets.add(new TreeSet<>(now)));
        return sets;
    }

    public Nature with(Quirk quirk) {
        Set<Quirk> more = EnumSet.of(quirk);
        more.addAll(quirks);
        boolean ignores = more.contains(Quirk.SILENT_IGNORES);
        return new Nature(can(capabilities.feed(), ignores), coarse, layout, inSteps, more);
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** Returns this kind, with a feed of changes. */
    public Nature withFeed(Duration overlap) {
        Capabilities can = can(new Feed.ChangesSince(overlap), capabilities.ignores());
        return new Nature(can, coarse, layout, inSteps, quirks);
    }

    private Capabilities can(Feed feed, boolean ignores) {
        Capabilities c = capabilities;
        return new Capabilities(
                c.batch(),
                c.deepest(),
                c.room(),
                c.write(),
                c.listed(),
                c.deletedById(),
                c.holds(),
                feed,
                c.listHolds(),
                c.checklistApart(),
                c.untold(),
                ignores);
    }

    /**
     * Returns this kind, sometimes with a feed; the choice uses a random source of its own, so that kinds without a
     * feed stay as before.
     */
    public Nature mayFeed(Random random) {
        return random.nextBoolean() ? this : withFeed(Duration.ofSeconds(any(random, 0, 45, 300)));
    }

    /** Returns the longest delay of the feed. */
    Duration overlap() {
        return capabilities.feed() instanceof Feed.ChangesSince(var overlap) ? overlap : Duration.ZERO;
    }

    private static int any(Random random, int... some) {
        return some[random.nextInt(some.length)];
    }

    boolean listsAll() {
        return capabilities.listed() == Listed.ALL;
    }

    boolean tellsDeleted() {
        return capabilities.tellsDeleted();
    }

    boolean denies() {
        return capabilities.deletedById() == DeletedById.IS_DENIED;
    }

    public boolean holds(Field field) {
        return capabilities.holds().contains(field);
    }

    public ContentTranslator words() {
        ContentTranslator dated = has(Quirk.STARTS_ALONE) ? new StartWords(CARDS) : CARDS;
        ContentTranslator words = coarse ? new CoarseWords(dated) : dated;
        return has(Quirk.STATUSES_BY_LIST) ? new ListWords(words) : words;
    }

    /** Returns the part of a content that an object in the list holds: the rest is silently ignored. */
    CanonicalContent kept(CanonicalContent content, String list) {
        CanonicalContent known = words().known(content).holding(capabilities.holds());
        CanonicalContent standing = known.status().isTerminal() ? known.withStage(null) : known;
        return has(Quirk.STATUSES_BY_LIST) ? ListWords.in(list, standing) : standing;
    }
}

package dev.devledger.application.sync.local;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the list of a project's card and its tasks. A card stays in its list; a new card goes into the first list that
 * has room for it.
 */
public final class CardLists {
    private final SyncSettings settings;
    private final ConnectedAccount account;
    private final int enough;
    private final LinkBook book;
    private final ProjectQueries projects;
    private final Map<String, Cycles.ListReadState> reads;
    private final Map<EntityRef, SyncLink> links;
    private final Map<String, EntityRef> owners = new HashMap<>();
    private final Map<UUID, DesiredObject.ContainingList> targetLists = new HashMap<>();
    private @Nullable Map<EntityRef, Integer> open;

    /**
     * @param reads the last read of each list
     * @param links the links of the card lists, and of the cards that are asked for
     */
    public CardLists(
            Connector connector,
            LinkBook book,
            ProjectQueries projects,
            Map<String, Cycles.ListReadState> reads,
            Map<EntityRef, SyncLink> links) {
        this.settings = connector.settings();
        this.account = connector.account();
        this.enough = connector.capabilities().room().enough();
        this.book = book;
        this.projects = projects;
        this.reads = reads;
        this.links = Map.copyOf(links);
        links.forEach((entity, link) -> {
            if (entity.holdsCards() && link.object() != null) {
                owners.put(Objects.requireNonNull(link.object()).list(), entity);
            }
        });
    }

    public DesiredObject.ContainingList home(ProjectView project) {
        return targetLists.computeIfAbsent(project.id(), any -> isIn(project).orElseGet(() -> room(project)));
    }

    /** Returns the list in which the card already is, or may be; empty if there is none. */
    private Optional<DesiredObject.ContainingList> isIn(ProjectView project) {
        return Optional.ofNullable(links.get(EntityRef.project(project.id())))
                .flatMap(CardLists::list)
                .map(owners::get)
                .map(this::home);
    }

    private static Optional<String> list(SyncLink card) {
        return switch (card) {
            case SyncLink.Creating creating -> Optional.of(creating.list());
            case SyncLink.Closed closed -> Optional.empty();
            default -> Optional.ofNullable(card.object()).map(object -> object.list());
        };
    }

    private DesiredObject.ContainingList home(EntityRef list) {
        return new DesiredObject.ContainingList(list, CardListNames.of(settings, list));
    }

    private DesiredObject.ContainingList room(ProjectView project) {
        if (open == null) {
            open = count();
        }
        Map<EntityRef, Integer> counts = open;
        int size = size(project);
        int number = 1;
        while (!takes(EntityRef.cards(number), counts, size)) {
            number++;
        }
        counts.merge(EntityRef.cards(number), size, Integer::sum);
        return home(EntityRef.cards(number));
    }

    /**
     * True if the list has room for that many tasks. A project that is too large for any list gets a list of its own. A
     * list that a person has unlinked is skipped, unless it is the first one.
     */
    private boolean takes(EntityRef list, Map<EntityRef, Integer> counts, int size) {
        boolean leftOut = links.get(list) instanceof SyncLink.Detached detached
                && detached.stays()
                && !list.equals(EntityRef.CARDS);
        int before = counts.getOrDefault(list, 0);
        return !leftOut && (before == 0 || before + size <= enough);
    }

    /**
     * Returns the number of open tasks of each list: the number that the last read showed, or the number that the
     * ledger wants in it, if that is higher.
     */
    private Map<EntityRef, Integer> count() {
        Map<UUID, EntityRef> cards = new HashMap<>();
        book.cards(account).forEach((project, list) -> put(cards, project, list));
        book.creating(account).stream()
                .filter(each -> each.entity().kind() == EntityRef.Kind.PROJECT)
                .forEach(each -> list(each.link())
                        .ifPresent(list -> put(cards, each.entity().id(), list)));
        Map<EntityRef, Integer> counts = new HashMap<>();
        if (!cards.isEmpty()) {
            projects.findAll(cards.keySet())
                    .forEach(each ->
                            counts.merge(Objects.requireNonNull(cards.get(each.id())), size(each), Integer::sum));
        }
        owners.forEach((list, owner) ->
                Optional.ofNullable(reads.get(list)).ifPresent(read -> counts.merge(owner, read.open(), Math::max)));
        return counts;
    }

    private void put(Map<UUID, EntityRef> cards, UUID project, String list) {
        EntityRef owner = owners.get(list);
        if (owner != null) {
            cards.put(project, owner);
        }
    }

    /** Returns the number of open tasks that the project has in the service, including its card. */
    private int size(ProjectView project) {
        int below = settings.subtasks() ? project.taskCounts().open() : 0;
        return project.deletedAt() != null ? 0 : below + (project.status().isClosed() ? 0 : 1);
    }

    /**
     * The names of new card lists: the configured name for the first one, and the name with a number for each other
     * one.
     */
    public static final class CardListNames {
        private static final int LONGEST = 58;

        private CardListNames() {}

        public static String of(SyncSettings settings, int number) {
            String first = settings.listName();
            return number == 1
                    ? first
                    : first.substring(0, Math.min(first.length(), LONGEST)).strip() + " " + number;
        }

        static String of(SyncSettings settings, EntityRef list) {
            return of(settings, number(list));
        }

        /** Returns the name of the card list that follows this one. */
        public static String next(SyncSettings settings, EntityRef list) {
            return of(settings, number(list) + 1);
        }

        private static int number(EntityRef list) {
            return (int) list.id().getLeastSignificantBits() + 1;
        }
    }
}

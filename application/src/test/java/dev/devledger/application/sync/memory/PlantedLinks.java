package dev.devledger.application.sync.memory;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links that differ from the stored ones; see {@link Sabotage}. */
public final class PlantedLinks {
    private PlantedLinks() {}

    /** Makes every link that is read have another base. */
    abstract static class OtherBase {
        final World world;

        OtherBase(World world) {
            this.world = world;
        }

        abstract CanonicalContent base(EntityRef entity, SyncLink.Linked link);

        /** In the words in which the ledger is compared; what is on record where it does not want it there. */
        final CanonicalContent here(EntityRef entity, SyncLink.Linked link) {
            return world.wanted(entity) instanceof DesiredObject.Present present
                    ? present.content().withParent(link.base().parent())
                    : link.base();
        }

        private SyncLink seen(EntityRef entity, SyncLink link) {
            return link instanceof SyncLink.Linked linked && entity.kind() != Kind.LIST
                    ? new SyncLink.Linked(
                            linked.remote(), base(entity, linked), linked.sent(), linked.refusal(), linked.syncedAt())
                    : link;
        }

        private List<LinkBook.Entry> seen(List<LinkBook.Entry> entries) {
            return entries.stream()
                    .map(each -> new LinkBook.Entry(each.entity(), seen(each.entity(), each.link())))
                    .toList();
        }

        public Optional<SyncLink> find(SyncLinkId link) {
            return world.book.find(link).map(each -> seen(link.entity(), each));
        }

        public Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities) {
            Map<EntityRef, SyncLink> all = new HashMap<>(world.book.findAll(account, entities));
            all.replaceAll(this::seen);
            return all;
        }

        public List<LinkBook.Entry> inLists(ConnectedAccount account, Collection<String> lists) {
            return seen(world.book.inLists(account, lists));
        }

        public List<LinkBook.Entry> ofRemote(ConnectedAccount account, Collection<String> remoteIds) {
            return seen(world.book.ofRemote(account, remoteIds));
        }
    }

    /** Makes the base the ledger's present content, as if nothing had ever changed in the ledger. */
    public static final class NoBase extends OtherBase {
        public NoBase(World world) {
            super(world);
        }

        @Override
        CanonicalContent base(EntityRef entity, SyncLink.Linked link) {
            return here(entity, link);
        }
    }

    /** Makes links forget which value stands for which. */
    public static final class NoForms extends OtherBase {
        public NoForms(World world) {
            super(world);
        }

        @Override
        CanonicalContent base(EntityRef entity, SyncLink.Linked link) {
            return link.base();
        }
    }

    /** As if only the side that was written last had been written. */
    public static final class NewestWins extends OtherBase {
        private final Map<String, CanonicalContent> contents = new HashMap<>();
        private final Map<String, Instant> there = new HashMap<>();
        private final Map<EntityRef, Instant> here = new HashMap<>();
        private int read;

        public NewestWins(World world) {
            super(world);
        }

        @Override
        CanonicalContent base(EntityRef entity, SyncLink.Linked link) {
            look();
            Card card = world.remote.byId(link.remote().id()).orElse(null);
            if (card == null || card.deleted) {
                return link.base();
            }
            boolean newerThere =
                    there.getOrDefault(card.id, Instant.EPOCH).isAfter(here.getOrDefault(entity, Instant.EPOCH));
            return newerThere
                    ? here(entity, link)
                    : MemoryConnector.WORDS.compared(entity.kind(), card.content, card.list);
        }

        private void look() {
            for (Card card : world.remote.everything()) {
                if (!card.content.equals(contents.put(card.id, card.content))) {
                    there.put(card.id, world.clock.instant());
                }
            }
            List<LedgerEvent> since = world.ledger.eventsFrom(read);
            read += since.size();
            for (LedgerEvent event : since) {
                if (!world.isBySync(event)) {
                    entity(event).ifPresent(each -> here.put(each, event.at()));
                }
            }
        }

        private static Optional<EntityRef> entity(LedgerEvent event) {
            return switch (event.payload()) {
                case TaskEvent e -> Optional.of(EntityRef.task(e.task().value()));
                case ProjectEvent e -> Optional.of(EntityRef.project(e.project().value()));
                default -> Optional.empty();
            };
        }
    }

    /** Takes the object for the entity with the same title. */
    public static final class TitleMatch {
        private final World world;

        public TitleMatch(World world) {
            this.world = world;
        }

        private LinkBook.Entry seen(LinkBook.Entry entry) {
            return entry.link() instanceof SyncLink.Linked linked
                            && entry.entity().kind() != Kind.LIST
                    ? new LinkBook.Entry(
                            entry.entity(),
                            new SyncLink.Linked(
                                    titled(linked), linked.base(), linked.sent(), linked.refusal(), linked.syncedAt()))
                    : entry;
        }

        private RemoteRef titled(SyncLink.Linked linked) {
            String title = linked.base().title();
            return world.remote.live().stream()
                    .filter(card -> card.content.title().equals(title))
                    .map(card -> new RemoteRef(card.list, card.id))
                    .findFirst()
                    .orElseGet(() -> new RemoteRef(linked.remote().list(), "what is called " + title));
        }

        private List<LinkBook.Entry> all() {
            return world.book.all().stream().map(this::seen).toList();
        }

        public List<LinkBook.Entry> inLists(ConnectedAccount account, Collection<String> lists) {
            return all().stream()
                    .filter(each -> each.link().object() != null
                            && lists.contains(each.link().object().list()))
                    .toList();
        }

        public List<LinkBook.Entry> ofRemote(ConnectedAccount account, Collection<String> remoteIds) {
            return all().stream()
                    .filter(each -> each.link().object() != null
                            && remoteIds.contains(each.link().object().id()))
                    .toList();
        }

        public Set<String> taken(ConnectedAccount account, Collection<String> remoteIds) {
            Set<String> taken = new HashSet<>();
            ofRemote(account, remoteIds)
                    .forEach(each -> taken.add(each.link().object().id()));
            return taken;
        }
    }

    public static final class NothingGivenUp {
        public List<LinkBook.GivenUp> givenUp(ConnectedAccount account) {
            return List.of();
        }
    }
}

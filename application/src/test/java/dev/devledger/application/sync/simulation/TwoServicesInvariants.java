package dev.devledger.application.sync.simulation;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.local.DesiredState;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.push.UpdateSteps;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must be true of one ledger and two services: for each link, and across. */
final class TwoServicesInvariants {
    private static final Set<Call> WRITES = EnumSet.of(
            Call.CREATE_LIST,
            Call.UPDATE_LIST,
            Call.DELETE_LIST,
            Call.CREATE,
            Call.CREATE_ALL,
            Call.UPDATE,
            Call.UPDATE_ALL,
            Call.MOVE,
            Call.DELETE);

    private final TwoServices both;
    private final Told told;
    private final Testimony testimony;
    private int agreed;

    TwoServicesInvariants(TwoServices both, Testimony testimony) {
        this.both = both;
        this.told = new Told(both);
        this.testimony = testimony;
    }

    static boolean writes(Call call) {
        return WRITES.contains(call);
    }

    static int withoutRoom(World service) {
        return (int) service.book.all().stream()
                .filter(each -> UpdateSteps.isIgnored(each.link()))
                .count();
    }

    /** How many there are that have to agree. */
    int agreed() {
        return agreed;
    }

    void settled() {
        both.all().forEach(this::agrees);
        both.all().forEach(this::isKnown);
        both.all().forEach(this::nothingIsDoubled);
        nothingIsLost();
    }

    private void agrees(World service) {
        DesiredState side = new DesiredState(service.connector);
        for (ProjectView project : both.liveProjects()) {
            EntityRef entity = EntityRef.project(project.id());
            agrees(service, entity, side.card(project), List.of(entity, EntityRef.list(project.id())));
        }
        for (TaskView task : both.liveTasks()) {
            ProjectView project = both.one.projectView(EntityRef.project(task.projectId()));
            agrees(service, EntityRef.task(task.id()), side.task(task, project), told.lineage(task));
        }
    }

    private void agrees(World service, EntityRef entity, DesiredObject wanted, List<EntityRef> lineage) {
        if (!(wanted instanceof DesiredObject.Present present)
                || lineage.stream().anyMatch(each -> told.isTold(service, each))) {
            return;
        }
        agreed++;
        if (!(service.link(entity) instanceof SyncLink.Linked linked)) {
            throw new Broken(
                    "I14",
                    entity + " is not in " + name(service) + ": " + service.link(entity) + ", "
                            + service.work.reason(entity));
        }
        Card card = service.remote.byId(linked.remote().id()).orElseThrow();
        boolean finished = present.content().status() == RemoteStatus.COMPLETED
                || present.content().status() == RemoteStatus.ABANDONED;
        if (finished) { // no list shows it for long, so what else is edited in it nobody would see
            requireFinished(service, entity, card);
            return;
        }
        if (card.deleted) {
            throw new Broken("I1", entity + " is deleted in " + name(service) + ", " + linked);
        }
        if (told.isBelowWhatIsNotHere(service, card)) {
            return;
        }
        CanonicalContent here = present.below(parent(service, present));
        Set<Field> apart = CanonicalChanges.between(
                        compared(service, entity, card.content, card.list),
                        linked.inTheirForm(compared(service, entity, here, card.list)))
                .fields();
        if (isBelowWhatIsDeleted(service, card)) {
            apart.remove(Field.PARENT);
        }
        if (!apart.isEmpty()) {
            throw new Broken(
                    "I1",
                    entity + " differs in " + apart + " in " + name(service) + ": here " + present + ", there "
                            + card.content + ", link " + linked + ", waits " + service.work.reason(entity));
        }
    }

    /** There, somebody put it below something that is deleted here, and that waits for a person. */
    private boolean isBelowWhatIsDeleted(World service, Card card) {
        String parent = card.content.parent();
        return parent != null
                && service.book.ofRemote(service.connector.account(), List.of(parent)).stream()
                        .map(LinkBook.Entry::entity)
                        .anyMatch(above -> both.allTasks().stream()
                                .anyMatch(task -> task.id().equals(above.id()) && task.deletedAt() != null));
    }

    /** Once it is finished it is missed nowhere, so that nobody sees it open in a list that is not read. */
    private void requireFinished(World service, EntityRef entity, Card card) {
        if (!card.deleted
                && card.content.status() == RemoteStatus.OPEN
                && !told.isBelowWhatIsNotHere(service, card)
                && lists(service).contains(card.list)) {
            throw new Broken("I1", entity + " is finished here and open in " + name(service));
        }
    }

    /** Nothing is shown there that the ledger does not have, or does not want, unless a person is told. */
    private void isKnown(World service) {
        Set<String> lists = lists(service);
        for (Card card : service.remote.live()) {
            if (lists.contains(card.list)
                    && card.content.status() == RemoteStatus.OPEN
                    && !told.isHere(service, card)
                    && !told.isToldOf(service, card)) {
                throw new Broken("I14", card.content.title() + " is in " + name(service) + " and not here");
            }
        }
    }

    /** Those that are read and kept in step. */
    private Set<String> lists(World service) {
        return service.book.lists(service.connector.account()).entrySet().stream()
                .filter(each -> each.getValue() instanceof SyncLink.Linked && !told.isTold(service, each.getKey()))
                .map(each -> ((SyncLink.Linked) each.getValue()).remote().id())
                .collect(Collectors.toSet());
    }

    private static CanonicalContent compared(World service, EntityRef entity, CanonicalContent content, String list) {
        return service.connector.words().compared(entity.kind(), content, list);
    }

    private static @Nullable String parent(World service, DesiredObject.Present present) {
        return present.parent() != null && service.link(present.parent()) instanceof SyncLink.Linked linked
                ? linked.remote().id()
                : null;
    }

    /** A name that somebody gave once stands once, unless somebody was asked about its entity. */
    private void nothingIsDoubled(World service) {
        Set<String> titles = new HashSet<>();
        Set<String> lists = lists(service);
        for (Card card : service.remote.live()) {
            if (card.restoredAt.isAfter(Instant.EPOCH) && !lists.contains(card.list)) {
                continue; // made anew after it was deleted, and restored by a person where nothing is read any more
            }
            String title = card.content.title();
            if (!titles.add(title) && !isDisputed(title) && !isDisputedThere(service, title)) {
                throw new Broken("I4", title + " is twice in " + name(service));
            }
        }
        Set<String> here = new HashSet<>();
        told.names().forEach((entity, name) -> {
            if (!here.add(name) && !isDisputed(name)) {
                throw new Broken("I4", name + " is here twice");
            }
        });
    }

    private boolean isDisputed(String title) {
        return told.names().entrySet().stream()
                .filter(each -> each.getValue().equals(title))
                .anyMatch(each -> !both.conflicts.of(each.getKey()).isEmpty());
    }

    /** As it is called there, where a new name waits. */
    private boolean isDisputedThere(World service, String title) {
        return both.conflicts.all().stream()
                .filter(each -> !(each.dispute() instanceof Dispute.FieldDispute))
                .filter(each -> each.link().connector().equals(name(service)))
                .anyMatch(each -> service.link(each.link().entity()) instanceof SyncLink.Linked linked
                        && linked.base().title().equals(title));
    }

    /** What anybody wrote is here, in a card that no sync has deleted, or in a conflict, unless who saw it took it away. */
    private void nothingIsLost() {
        Set<String> words = new HashSet<>();
        both.allProjects().forEach(each -> {
            words.add(each.name());
            words.addAll(Testimony.split(String.valueOf(each.description())));
            words.addAll(each.tags());
        });
        both.allTasks().forEach(each -> {
            words.add(each.title());
            words.addAll(Testimony.split(String.valueOf(each.description())));
            words.addAll(each.tags());
        });
        for (World service : both.all()) {
            words.addAll(service.remote.listNames());
            service.remote.everything().stream()
                    .filter(card -> !card.deletedBySync || card.decided)
                    .forEach(card -> words.addAll(Testimony.split(
                            card.content.title() + " " + card.content.description() + " " + card.content.tags())));
        }
        both.ledger.events().forEach(each -> {
            words.addAll(disputed(each));
            words.addAll(Testimony.noted(each)); // what was cut is kept in a note
        });
        for (Field field : List.of(Field.TITLE, Field.DESCRIPTION, Field.TAGS)) {
            Set<String> lost = new TreeSet<>(testimony.toBeFound(field));
            lost.removeAll(words);
            if (!lost.isEmpty()) {
                throw new Broken("I2", "nobody took " + lost + " away, and no " + field + " and no conflict has it");
            }
        }
    }

    private static Set<String> disputed(LedgerEvent event) {
        return switch (event.payload()) {
            case ConflictEvent.Raised e ->
                Testimony.split(e.dispute().toString().replace('=', ' '));
            case ConflictEvent.Extended e ->
                Testimony.split(e.dispute().toString().replace('=', ' '));
            default -> Set.of();
        };
    }

    private static String name(World service) {
        return service.connector.account().connector();
    }
}

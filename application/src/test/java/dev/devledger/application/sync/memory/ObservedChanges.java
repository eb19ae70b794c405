package dev.devledger.application.sync.memory;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.application.sync.simulation.MergedParts;
import dev.devledger.application.sync.simulation.Rule;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncDecider;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a link says that both sides agree on was there at some time, field by field, and here as well, unless what was
 * there is not taken over and somebody is told so, or it is deleted there, where nobody sees any more what it holds
 * (docs/sync-design.md, section 9, I11).
 */
public final class ObservedChanges {
    private static final Map<Field, Function<CanonicalContent, Set<String>>> SETS = Map.of(
            Field.TAGS,
            CanonicalContent::tags,
            Field.ASSIGNEES,
            CanonicalContent::assignees,
            Field.BLOCKED_BY,
            CanonicalContent::blockedBy);

    private final World world;
    private final SyncDecider decider = new SyncDecider();
    private final Map<SyncLinkId, SyncLink> links = new HashMap<>();
    private final Map<String, List<CanonicalContent>> contents = new HashMap<>();
    private final Map<EntityRef, List<CanonicalContent>> here = new HashMap<>();
    private final Map<Long, CanonicalContent> atTheTime =
            new HashMap<>(); // here, where it is not deleted there by then

    public ObservedChanges(World world) {
        this.world = world;
        world.ledger.onStored(this::stored);
    }

    private void stored(LedgerEvent event) {
        if (event.payload() instanceof SyncEvent news
                && world.concerns(event)
                && news.link().entity().kind() != Kind.LIST
                && !isDeletedThere(world.link(news.link().entity()).object())) {
            atTheTime.put(event.position(), world.content(news.link().entity()));
        }
        EntityRef entity =
                switch (event.payload()) {
                    case TaskEvent e -> EntityRef.task(e.task().value());
                    case ProjectEvent e -> EntityRef.project(e.project().value());
                    default -> null;
                };
        if (entity != null) {
            List<CanonicalContent> held = here.computeIfAbsent(entity, any -> new ArrayList<>());
            held.add(world.content(entity));
            if (entity.kind() == Kind.TASK) { // of what has ended it is not compared, and held all the same
                held.add(world.content(entity)
                        .withStage(world.taskView(entity).details().stage()));
            }
        }
    }

    /** Before and after anything may have changed there. */
    public void look() {
        for (Card card : world.remote.everything()) {
            List<CanonicalContent> known = contents.computeIfAbsent(card.id, any -> new ArrayList<>());
            if (known.isEmpty() || !known.getLast().equals(card.content)) {
                known.add(card.content);
            }
            card.claimed.stream().filter(claim -> !known.contains(claim)).forEach(known::add);
            if (card.copyOf != null) { // once that has gone nobody can tell one from the other
                contents.getOrDefault(card.copyOf, List.of()).stream()
                        .filter(before -> !known.contains(before))
                        .forEach(known::addFirst);
            }
        }
    }

    public void written(LedgerEvent event) {
        if (!(event.payload() instanceof SyncEvent news)) {
            return;
        }
        SyncLink before = links.getOrDefault(news.link(), decider.initial());
        SyncLink now = decider.evolve(before, news);
        links.put(news.link(), now);
        boolean bySync = world.isBySync(event); // what a person says it is, it is
        if (bySync
                && now instanceof SyncLink.Linked linked
                && news.link().entity().kind() != Kind.LIST) {
            Set<Field> agreed = agreed(before, linked);
            agreed.remove(Field.PARENT); // a list and a parent are one there, and two here
            if (isSeries(linked)) {
                // That one occurrence is done is agreed, and what the series shows is the next one.
                agreed.removeAll(EnumSet.of(Field.STATUS, Field.DATES));
            }
            EntityRef entity = news.link().entity();
            Set<Field> onlyThere = EnumSet.copyOf(agreed);
            // Of a date that says nothing there the last one that was agreed on stays.
            List<CanonicalContent> shown = contents.getOrDefault(linked.remote().id(), List.of()).stream()
                    .map(each -> UnshownParts.NONE.dated(each, linked.base()))
                    .toList();
            agreed.removeAll(seen(entity, linked, shown));
            agreed.removeAll(seenByMember(entity, before, linked, shown));
            // Of what both sides last held nobody knows, what is here is the base until a person has decided.
            agreed.removeAll(asked(entity, values -> values.row() == MergeRule.BASE_UNKNOWN && values.waits()));
            if (!agreed.isEmpty()) {
                throw new Broken("I11", linked + " is said to be agreed, and " + agreed + " of it never was there");
            }
            CanonicalContent then = atTheTime.get(event.position());
            if (before instanceof SyncLink.Linked was && then != null && Rule.AGREED.isOn()) {
                List<CanonicalContent> held = new ArrayList<>(here(entity, linked));
                held.add(then); // what it waits for also changes with what becomes of that
                onlyThere.removeAll(seen(entity, linked, held));
                onlyThere.removeAll(seenByMember(entity, before, linked, held));
                onlyThere.removeAll(new NearestContent(entity.kind(), linked.base())
                        .forms()
                        .fields()); // of which something else stands for it here
                onlyThere.removeAll(MergedParts.taken(was, linked, entity.kind(), then));
                onlyThere.removeAll(world.remote.nature().inSteps() ? onTheWay(was, linked) : Set.of());
                if (!onlyThere.isEmpty() && !isTold(entity, onlyThere)) {
                    throw new Broken(
                            "I11", linked + " is said to be agreed, and " + onlyThere + " of it never was here");
                }
            }
        }
    }

    /** Where each tag is a request, the sync itself writes a set in between, which for a project may be its status. */
    private static Set<Field> onTheWay(SyncLink.Linked was, SyncLink.Linked now) {
        Set<Field> written = EnumSet.noneOf(Field.class);
        Stream.concat(
                        was.sent().stream().map(SyncLink.Sent::changes),
                        was.past().stream().map(PastValues::values))
                .forEach(each -> {
                    Set<Field> same = each.fields();
                    same.removeAll(CanonicalChanges.between(each.applyTo(now.base()), now.base())
                            .fields());
                    written.addAll(same);
                });
        written.retainAll(EnumSet.of(Field.TAGS, Field.STATUS));
        return written;
    }

    /** A day that has no zone there is one of the ledger's zone here, which is written there next. */
    private List<CanonicalContent> here(EntityRef entity, SyncLink.Linked linked) {
        List<CanonicalContent> known = here.getOrDefault(entity, List.of());
        return linked.base().timeZone() != null
                ? known
                : known.stream()
                        .map(each -> new CanonicalContent(
                                each.title(),
                                each.description(),
                                each.priority(),
                                each.tags(),
                                each.startDate(),
                                each.dueDate(),
                                null,
                                each.checklist(),
                                each.status(),
                                each.parent(),
                                each.stage(),
                                each.estimateMinutes(),
                                each.assignees(),
                                each.blockedBy(),
                                null,
                                null,
                                each.oddDates()))
                        .toList();
    }

    private boolean isTold(EntityRef entity, Set<Field> fields) {
        boolean refused = world.link(entity) instanceof SyncLink.Linked now && now.refusal() != null;
        return refused || asked(entity, any -> true).containsAll(fields);
    }

    private Set<Field> asked(EntityRef entity, Predicate<Dispute.FieldDispute> which) {
        return world.conflicts.all().stream()
                .filter(each -> each.link().equals(world.account.link(entity)))
                .map(ConflictBook.Entry::dispute)
                .filter(Dispute.FieldDispute.class::isInstance)
                .map(Dispute.FieldDispute.class::cast)
                .filter(which)
                .map(Dispute.FieldDispute::field)
                .collect(Collectors.toSet());
    }

    private boolean isDeletedThere(@Nullable RemoteRef object) {
        return Optional.ofNullable(object)
                .flatMap(each -> world.remote.byId(each.id()))
                .filter(card -> card.deleted)
                .isPresent();
    }

    private boolean isSeries(SyncLink.Linked linked) {
        return world.remote
                .byId(linked.remote().id())
                .filter(card -> card.recurring)
                .isPresent();
    }

    /** What was not agreed before. */
    private static Set<Field> agreed(SyncLink before, SyncLink.Linked now) {
        CanonicalContent base =
                switch (before) {
                    case SyncLink.Linked linked -> linked.base();
                    case SyncLink.Deleting deleting -> deleting.base();
                    case SyncLink.Detached detached -> detached.base();
                    case SyncLink.OutOfScope outside -> outside.base();
                    default -> null;
                };
        return base == null
                ? EnumSet.allOf(Field.class)
                : CanonicalChanges.between(base, now.base()).fields();
    }

    private Set<Field> seen(EntityRef entity, SyncLink.Linked linked, List<CanonicalContent> known) {
        Kind kind = entity.kind();
        String list = linked.remote().list();
        ContentTranslator words = world.connector.words();
        CanonicalContent base = words.compared(kind, linked.base(), list);
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (CanonicalContent content : known) {
            Set<Field> same = EnumSet.allOf(Field.class);
            same.removeAll(CanonicalChanges.between(base, words.compared(kind, content, list))
                    .fields());
            fields.addAll(same);
        }
        return fields;
    }

    /**
     * Of a set each member is agreed on by itself, so that the whole of it may never have been there: each that has come into
     * it was there at some time, and each that has gone was missing once it had been there.
     */
    private Set<Field> seenByMember(
            EntityRef entity, SyncLink before, SyncLink.Linked now, List<CanonicalContent> known) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (!(before instanceof SyncLink.Linked was)) {
            return fields;
        }
        ContentTranslator words = world.connector.words();
        UnaryOperator<CanonicalContent> compared =
                each -> words.compared(entity.kind(), each, now.remote().list());
        SETS.forEach((field, set) -> {
            Set<String> old = set.apply(compared.apply(was.base()));
            Set<String> fresh = set.apply(compared.apply(now.base()));
            List<Set<String>> shown =
                    known.stream().map(compared).<Set<String>>map(set).toList();
            boolean came = fresh.stream().filter(each -> !old.contains(each)).allMatch(each -> shown.stream()
                    .anyMatch(all -> all.contains(each)));
            boolean went = old.stream().filter(each -> !fresh.contains(each)).allMatch(each -> shown.stream()
                    .dropWhile(all -> !all.contains(each)) // that it had not come yet is not that it went
                    .anyMatch(all -> !all.contains(each)));
            if (came && went) {
                fields.add(field);
            }
        });
        return fields;
    }
}

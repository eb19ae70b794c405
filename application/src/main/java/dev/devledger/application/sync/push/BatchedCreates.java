package dev.devledger.application.sync.push;

import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Creates many new entities at once, level by level, with a batch of them in a call. The answer has ids only, so one
 * read of the list then shows which object is which (docs/sync-design.md, section 3). An entity of unknown outcome,
 * such as after a lost answer, is handled by itself.
 */
final class BatchedCreates {
    /** The least number of new entities for which a batch is worth the read that follows. */
    private static final int WORTH_IT = 4;

    record New(EntityRef entity, CanonicalContent content, CanonicalContent written, UUID intent) {}

    private final PushContext context;
    private final Consumer<Collection<EntityRef>> created;
    private final CreateBinding binding;

    /**
     * @param created gets the entities whose batch was sent and answered
     * @param settled gets each entity with which nothing is left to do, list by list: if the budget ends early,
     *     entities of later lists do not get there
     */
    BatchedCreates(PushContext context, Consumer<Collection<EntityRef>> created, Consumer<EntityRef> settled) {
        this.context = context;
        this.created = created;
        this.binding = new CreateBinding(context, settled);
    }

    /** Exports one level of entities, whose parents are in the service already. */
    void run(List<PushCandidate> level) {
        level(level.stream().filter(this::isNew).toList());
    }

    /** Returns the number of tasks made so far. */
    int made() {
        return binding.made();
    }

    private boolean isNew(PushCandidate candidate) {
        SyncLink link = context.link(candidate.item().entity());
        RemoteState remote =
                switch (link) {
                    case SyncLink.None none when none.refusal() == null -> RemoteState.NONE;
                    case SyncLink.Closed closed when !mayBeBack(closed.remote()) -> RemoteState.GONE;
                    default -> RemoteState.UNKNOWN; // such an entity is handled by itself
                };
        return candidate.item().entity().kind() != EntityRef.Kind.LIST
                && candidate.item().attempts() == 0
                && context.table()
                                .decide(link, LocalState.of(candidate.wanted()), remote)
                                .action()
                        == Action.CREATE;
    }

    /**
     * True if the entity's former object may be back. A list is read once in a cycle, however many former objects were
     * in it.
     */
    private boolean mayBeBack(RemoteRef object) {
        return !(context.calls().open(object.list()) instanceof RemoteAnswer.Ok<Optional<Listing>>(var listing))
                || (listing.isPresent() && !(listing.get().find(object.id()) instanceof LookupResult.NotFound));
    }

    private void level(List<PushCandidate> level) {
        if (Math.min(level.size(), context.capabilities().batch().creates()) < WORTH_IT) {
            return;
        }
        Map<String, List<New>> byList = new LinkedHashMap<>();
        // The service shows the task that was added last at the top, so the newest task is added first and the oldest
        // last.
        for (PushCandidate each : level.reversed()) {
            DesiredObject.Present present = (DesiredObject.Present) each.wanted();
            if (context.find(present.home()) instanceof TargetList.Availability.Ready(var list)
                    && !context.closed().takesNothingNew(list)) {
                CanonicalContent content = context.content(each.item().entity(), present, list);
                if (content != null) {
                    EntityRef entity = each.item().entity();
                    byList.computeIfAbsent(list, any -> new ArrayList<>())
                            .add(new New(
                                    entity,
                                    content,
                                    context.words()
                                            .written(entity.kind(), content.withBlockedBy(new TreeSet<>()), list),
                                    NewId.next()));
                }
            }
        }
        byList.forEach((list, all) -> {
            if (all.size() >= WORTH_IT) {
                export(list, all);
            }
        });
    }

    private void export(String list, List<New> all) {
        List<New> sent = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<String> refusals = new ArrayList<>();
        int most = context.capabilities().batch().creates();
        for (int from = 0; from < all.size(); from += most) {
            List<New> batch = all.subList(from, Math.min(all.size(), from + most));
            Optional<RemoteWrites.BatchCreateResult> answer = create(list, batch);
            if (answer.isEmpty()) {
                break;
            }
            ids.addAll(answer.get().ids());
            sent.addAll(batch);
            refusals.addAll(answer.get().refusals());
            created.accept(batch.stream().map(New::entity).toList());
            if (!answer.get().refusals().isEmpty()) {
                break; // the next batch would be refused as well
            }
        }
        if (!ids.isEmpty()) {
            binding.bind(list, sent, ids);
        }
        refuseRest(sent, refusals, ids.size());
    }

    /**
     * Records the entities that were not made as refused, provided that each object that was made is bound to its
     * entity.
     */
    private void refuseRest(List<New> sent, List<String> refusals, int madeThere) {
        List<New> rest = sent.stream()
                .filter(each -> !(context.link(each.entity()) instanceof SyncLink.Linked))
                .toList();
        if (!rest.isEmpty() && rest.size() == refusals.size() && sent.size() - rest.size() == madeThere) {
            String reason = refusals.getFirst();
            binding.recordAll(rest, each -> (id, at) -> new SyncCommand.Refuse(id, reason, at));
        }
    }

    /** Sends a batch; empty if the answer shows nothing that was made. */
    private Optional<RemoteWrites.BatchCreateResult> create(String list, List<New> batch) {
        binding.recordAll(
                batch,
                each -> (id, at) -> new SyncCommand.IntendCreate(id, each.intent(), null, list, each.written(), at));
        List<CanonicalContent> contents = batch.stream().map(New::written).toList();
        return switch (context.calls().write(remote -> remote.createAll(list, contents))) {
            case RemoteAnswer.Ok<RemoteWrites.BatchCreateResult>(var created) -> {
                if (created.full()) {
                    context.closed().refused(batch.getFirst().entity(), list, full(created));
                }
                if (created.ids().isEmpty() && !created.refusals().isEmpty()) {
                    String reason = created.refusals().getFirst();
                    binding.recordAll(batch, each -> (id, at) -> new SyncCommand.Refuse(id, reason, at));
                    yield Optional.empty();
                }
                yield Optional.of(created);
            }
            case RemoteAnswer.Refused<RemoteWrites.BatchCreateResult>(var reason) -> {
                binding.recordAll(batch, each -> (id, at) -> new SyncCommand.Refuse(id, reason, at));
                yield Optional.empty();
            }
            case RemoteAnswer.NotSent<RemoteWrites.BatchCreateResult> notSent
            when notSent.hold().isOfOneList() -> {
                context.closed().refused(batch.getFirst().entity(), list, notSent);
                binding.recordAll(batch, each -> (id, at) -> new SyncCommand.Refuse(id, notSent.reason(), at));
                yield Optional.empty();
            }
            case RemoteAnswer.NotSent<RemoteWrites.BatchCreateResult> notSent -> {
                binding.recordAll(
                        batch, each -> (id, at) -> new SyncCommand.DropIntent(id, each.intent(), notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
            case RemoteAnswer.Unknown<RemoteWrites.BatchCreateResult> unknown -> Optional.empty();
        };
    }

    private static RemoteAnswer.NotSent<RemoteWrites.BatchCreateResult> full(RemoteWrites.BatchCreateResult created) {
        return new RemoteAnswer.NotSent<>(
                RemoteAnswer.NotSentReason.FULL, created.refusals().getFirst(), Duration.ZERO);
    }
}

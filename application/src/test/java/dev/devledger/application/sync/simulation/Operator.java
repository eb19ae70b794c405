package dev.devledger.application.sync.simulation;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.Testimony.Side;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Someone who is asked what the sync cannot decide, and who agrees, or does not, or says nothing. */
final class Operator {
    private static final String DELETES = "deletes";

    private final World world;
    private final Random random;
    private final Testimony testimony;
    private final Consumer<PendingApprovals.PendingPlan> approved;
    private final boolean decides;
    private final boolean agrees;

    /** @param approved told of what they agree to */
    Operator(
            World world,
            Random random,
            Testimony testimony,
            Consumer<PendingApprovals.PendingPlan> approved,
            Set<Trait> traits) {
        this.decides = traits.contains(Trait.DECIDER);
        this.agrees = traits.contains(Trait.MASS_DELETES);
        this.world = world;
        this.random = random;
        this.testimony = testimony;
        this.approved = approved;
    }

    /** Draws the next acts from these numbers. */
    void turn(long numbers) {
        random.setSeed(numbers);
    }

    /** Tries one act, which may be refused, and returns its description. */
    String act() {
        try {
            return decides && random.nextInt(3) > 0 ? decides() : approves();
        } catch (Rejection e) {
            return "is refused: " + e.getMessage();
        }
    }

    private String approves() {
        List<PendingApprovals.PendingPlan> held = world.holds.list(world.account);
        if (held.isEmpty()) {
            return "has nothing to approve";
        }
        PendingApprovals.PendingPlan one = held.get(random.nextInt(held.size()));
        int word = random.nextInt(4);
        if (agrees && one.guard().equals(DELETES)) {
            return approves(one);
        }
        if (word == 0) {
            return "does not approve " + one.guard() + " of " + one.scope();
        }
        if (word == 1) {
            world.refuse(one);
            return "refuses " + one.guard() + " of " + one.scope() + ": " + one.operations();
        }
        return approves(one);
    }

    private String approves(PendingApprovals.PendingPlan one) {
        world.holds.approve(world.account, one.planHash(), "owner");
        approved.accept(one);
        return "approves " + one.guard() + " of " + one.scope() + ": " + one.operations();
    }

    private String decides() {
        List<ConflictBook.Entry> open = world.conflicts.all().stream()
                .filter(each -> each.link().connector().equals(world.account.connector()))
                .filter(each -> each.state() == State.OPEN || each.state() == State.APPLIED)
                .toList();
        if (open.isEmpty()) {
            return "has nothing to decide";
        }
        ConflictBook.Entry one = open.get(random.nextInt(open.size()));
        Choice choice = List.of(Choice.values()).get(random.nextInt(Choice.values().length));
        Object value = choice == Choice.VALUE ? value(one.dispute()) : null;
        if (choice == Choice.VALUE && value == null) {
            return "thinks about " + one.summary();
        }
        EntityRef entity = one.link().entity();
        Map<Field, String> before = words(entity);
        world.resolve(one, choice, value);
        words(entity).forEach((field, now) -> {
            if (!now.equals(before.get(field))) {
                testimony.saw(field, Side.HERE, before.get(field), now);
                if (now.endsWith("…")) {
                    testimony.saw(field, Side.HERE, now, ""); // what it was cut of somebody there has written
                }
            }
        });
        if (choice == Choice.VALUE
                && one.dispute() instanceof Dispute.AmbiguousObject which
                && world.link(entity) instanceof SyncLink.Linked linked) {
            chosen(linked, which);
        }
        return "decides " + choice + " on " + one.summary();
    }

    /** That this is what was sent, and was changed since: what was sent is what it was before. */
    private void chosen(SyncLink.Linked linked, Dispute.AmbiguousObject which) {
        which.candidates().stream()
                .filter(each -> each.object().equals(linked.remote()))
                .map(Dispute.Candidate::content)
                .forEach(now -> {
                    CanonicalContent sent = linked.base();
                    testimony.saw(Field.TITLE, Side.THERE, sent.title(), now.title());
                    testimony.saw(Field.DESCRIPTION, Side.THERE, sent.description(), now.description());
                    testimony.saw(
                            Field.TAGS,
                            Side.THERE,
                            sent.tags().toString(),
                            now.tags().toString());
                });
    }

    /** What who decides sees of it. */
    private Map<Field, String> words(EntityRef entity) {
        if (entity.equals(EntityRef.CARDS)) {
            return Map.of();
        }
        if (entity.kind() == EntityRef.Kind.TASK) {
            TaskView task = world.taskView(entity);
            return words(task.title(), task.description(), task.tags());
        }
        ProjectView project = world.projectView(EntityRef.project(entity.id()));
        return words(project.name(), project.description(), project.tags());
    }

    private static Map<Field, String> words(String title, @Nullable String text, List<String> tags) {
        return Map.of(Field.TITLE, title, Field.DESCRIPTION, text == null ? "" : text, Field.TAGS, tags.toString());
    }

    /** Of a match one of the candidates; of a value none, as it would be nobody's word. */
    private Object value(Dispute dispute) {
        return dispute instanceof Dispute.AmbiguousObject which
                        && !which.candidates().isEmpty()
                ? which.candidates()
                        .get(random.nextInt(which.candidates().size()))
                        .object()
                        .id()
                : null;
    }
}

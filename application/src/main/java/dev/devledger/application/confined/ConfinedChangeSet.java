package dev.devledger.application.confined;

import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lets only commands through that stay in the project: code that finds more than it should still changes nothing
 * elsewhere. A kind of command that is not handled here is refused.
 */
public final class ConfinedChangeSet implements ChangeSet {
    private static final int AT_ONCE = 1_000;

    private final ChangeSet all;
    private final Confinement own;
    private final TaskQueries tasks;
    private final TaskTree tree;
    private final TimeEntryDirectory entries;
    private final Set<TaskId> ownTasks = new HashSet<>();
    private final Set<TimeEntryId> made = new HashSet<>();

    ConfinedChangeSet(ChangeSet all, Confinement own, TaskQueries tasks, TaskTree tree, TimeEntryDirectory entries) {
        this.all = all;
        this.own = own;
        this.tasks = tasks;
        this.tree = tree;
        this.entries = entries;
    }

    @Override
    public void undoes(Collection<UUID> changeSets) {
        all.undoes(changeSets);
    }

    @Override
    public void send(Addressed command) {
        require(command);
        Confinement.NONE.run(() -> {
            all.send(command);
            return null;
        });
    }

    @Override
    public void expect(List<? extends Addressed> commands) {
        all.expect(commands);
    }

    @Override
    public void sendAll(List<? extends Addressed> commands) {
        look(commands);
        commands.forEach(this::require);
        Confinement.NONE.run(() -> {
            all.sendAll(commands);
            return null;
        });
    }

    /** Finds the tasks that are in the project, if they are many. */
    private void look(List<? extends Addressed> commands) {
        List<UUID> ids = commands.stream()
                .flatMap(command -> command instanceof TaskCommand of ? Stream.of(of.task()) : Stream.empty())
                .filter(task -> !ownTasks.contains(task))
                .map(TaskId::value)
                .distinct()
                .toList();
        for (int from = 0; from < ids.size() && ids.size() > 1; from += AT_ONCE) {
            tasks.findAll(ids.subList(from, Math.min(from + AT_ONCE, ids.size()))).stream()
                    .filter(task -> isOwn(new ProjectId(task.projectId())))
                    .map(TaskView::id)
                    .map(TaskId::new)
                    .forEach(ownTasks::add);
        }
    }

    private void require(Addressed command) {
        boolean inside =
                switch (command) {
                    case ProjectCommand.Create elsewhere -> false;
                    case ProjectCommand of -> isOwn(of.project());
                    case TaskCommand.Create create -> isOwn(create.to().project()) && ownTasks.add(create.task());
                    case TaskCommand.Move move ->
                        isOwn(move.task()) && isOwn(move.to().project());
                    case TaskCommand.MoveWithParent follow ->
                        isOwn(follow.task()) && isOwn(follow.to().project());
                    case TaskCommand.Restore back ->
                        isOwn(back.task()) && isOwn(back.to().project());
                    case TaskCommand.AddDependency add -> isOwn(add.task()) && isOwn(add.other());
                    case TaskCommand of -> isOwn(of.task());
                    case ClaimCommand of -> isOwn(of.task());
                    case TimeEntryCommand of -> isOwn(of);
                    case PersonCommand.Create owner ->
                        owner.person().equals(PersonId.OWNER); // the first caller that needs the owner creates it
                    default -> false;
                };
        if (!inside) {
            throw AccessRefused.heldToProject("this change");
        }
    }

    private boolean isOwn(ProjectId project) {
        return project.equals(own.project());
    }

    private boolean isOwn(TaskId task) {
        if (ownTasks.contains(task)) {
            return true;
        }
        boolean found =
                tree.find(task.toString()).filter(node -> isOwn(node.project())).isPresent();
        if (found) {
            ownTasks.add(task);
        }
        return found;
    }

    /**
     * True for a time entry of the project. Once the entry is stored, its task is checked, and that its person has no
     * other running timer.
     */
    private boolean isOwn(TimeEntryCommand command) {
        TimeEntryId entry = command.entry();
        boolean inside = command instanceof TimeEntryCommand.Create
                ? made.add(entry)
                : made.contains(entry) || entries.find(entry.toString()).isPresent();
        if (inside) {
            whenStored(() -> requireStored(entry));
        }
        return inside;
    }

    private void requireStored(TimeEntryId entry) {
        TimeEntryDirectory.StoredEntry known = entries.find(entry.toString())
                .orElseThrow(() -> AccessRefused.heldToProject("time that is logged on something else"));
        if (known.seen().details().running() && !known.deleted()) {
            entries.timer(known.seen().details().worker());
        }
    }

    @Override
    public void whenStored(Runnable check) {
        all.whenStored(() -> own.run(() -> {
            check(check);
            return null;
        }));
    }

    private void check(Runnable check) {
        try {
            check.run();
        } catch (Rejection refused) {
            throw refused.code() == Rejection.Code.DEPENDENCY_CYCLE ? circle(refused) : refused;
        }
    }

    /** Returns the refusal of a circle, which may lead through other projects. */
    private Rejection circle(Rejection refused) {
        boolean inside = refused.facts().get("path") instanceof Collection<?> path
                && path.stream().allMatch(key -> tree.find(key.toString()).isPresent());
        return inside
                ? refused
                : Rejection.of(
                        Rejection.Code.DEPENDENCY_CYCLE,
                        "Then tasks would wait for each other, some of them outside of this token's project. Leave one"
                                + " of these dependencies out.");
    }

    @Override
    public UUID id() {
        return all.id();
    }

    @Override
    public Instant at() {
        return all.at();
    }

    @Override
    public boolean isRehearsal() {
        return all.isRehearsal();
    }

    @Override
    public UUID newId() {
        return all.newId();
    }

    @Override
    public String requestId() {
        return all.requestId();
    }

    /**
     * The ledger for confined writes. Writes that share a transaction run in the thread of one of them, so each write
     * carries its own confinement; other work of the ledger in that thread is unconfined.
     *
     * @param tasks confined to the project too, like {@code tree} and {@code entries}
     */
    public record ConfinedLedger(Ledger all, TaskQueries tasks, TaskTree tree, TimeEntryDirectory entries)
            implements Ledger {
        @Override
        public <T, A> Written<A> write(Write<T, A> write) {
            Confinement own = Confinement.current();
            Write<T, A> confined = write.with(confined(own, write.work()), own.around(write.answer()));
            return Confinement.NONE.run(() -> all.write(confined));
        }

        private <T> Function<ChangeSet, T> confined(Confinement own, Function<ChangeSet, T> work) {
            return own.around(
                    own.isNone()
                            ? work
                            : changes -> work.apply(new ConfinedChangeSet(changes, own, tasks, tree, entries)));
        }
    }
}

package dev.devledger.application.confined;

import dev.devledger.application.access.AccessRefused;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.Parts;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Time on something else is not found. That a person does one thing at a time holds for all of it: there the caller is told
 * that something is in the way, and not what.
 *
 * @param tree confined as well
 */
public record ConfinedEntries(TimeEntryDirectory all, TaskTree tree) implements TimeEntryDirectory {
    @Override
    public void lock(Collection<PersonId> people) {
        all.lock(people);
    }

    @Override
    public Optional<Known> find(String idOrKey) {
        return all.find(idOrKey).filter(this::isOwn);
    }

    @Override
    public Map<String, Known> findAll(Collection<String> idsOrKeys) {
        Map<String, Known> found = all.findAll(idsOrKeys);
        return Confinement.current().isNone()
                ? found
                : found.entrySet().stream()
                        .filter(each -> isOwn(each.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Known> started(Collection<PersonId> people, Instant from, Instant to) {
        return all.started(people, from, to).stream().filter(this::isOwn).toList();
    }

    /** What runs elsewhere is none that the caller could stop. */
    @Override
    public Timer timer(PersonId person) {
        Timer timer = all.timer(person);
        if (Confinement.current().isNone()) {
            return timer;
        }
        List<Timer.Running> own = timer.running().stream()
                .filter(each -> find(each.entry().toString()).isPresent())
                .toList();
        if (!own.isEmpty() && own.size() < timer.running().size()) {
            throw AccessRefused.heldToProject("a timer beside another one of the same person that is elsewhere");
        }
        return new Timer(own);
    }

    @Override
    public List<TimeEntryKey> overlapping(Parts.Seen entry, Instant now) {
        List<TimeEntryKey> found = all.overlapping(entry, now);
        List<TimeEntryKey> own = found.stream()
                .filter(each ->
                        Confinement.current().isNone() || find(each.toString()).isPresent())
                .toList();
        if (own.isEmpty() && !found.isEmpty()) {
            throw AccessRefused.heldToProject("time at which the same person did something elsewhere");
        }
        return own;
    }

    @Override
    public TimeEntryKey nextKey() {
        return all.nextKey();
    }

    @Override
    public List<TimeEntryKey> nextKeys(int count) {
        return all.nextKeys(count);
    }

    private boolean isOwn(Known known) {
        return isOwn(known.seen().details(), tree);
    }

    static boolean isOwn(TimeEntryDetails details, TaskTree tree) {
        if (Confinement.current().isNone()) {
            return true;
        }
        TaskId task = details.task();
        ProjectId project = details.project();
        return task == null
                ? project != null && Confinement.has(project.value())
                : tree.find(task.toString())
                        .filter(node -> Confinement.has(node.project().value()))
                        .isPresent();
    }
}

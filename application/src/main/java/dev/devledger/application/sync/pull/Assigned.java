package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.person.People;
import dev.devledger.application.person.PersonDirectory.Known;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Nearest;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * To whom a task is assigned, as a service says it by addresses. Whoever has none that it knows stays, as the service cannot
 * have meant them.
 *
 * @param names what a person of that address is called there
 */
public record Assigned(People people, ChangeSet changes, UnaryOperator<String> names) {

    private static final SortedSet<String> NOBODY = Collections.emptySortedSet();

    SortedSet<PersonId> of(Collection<String> addresses) {
        SortedSet<PersonId> assigned = new TreeSet<>();
        addresses.forEach(each ->
                assigned.add(people.ofAddress(changes, each, new Nearest().title("name", names.apply(each), each))));
        return assigned;
    }

    public SortedSet<PersonId> after(List<TaskView.Assignee> now, Change<SortedSet<String>> change) {
        SortedSet<String> before = change.from();
        Set<String> wanted = new HashSet<>(Change.orElse(change, NOBODY));
        SortedSet<PersonId> assigned = new TreeSet<>();
        for (Known each : known(now)) {
            String address = each.email() == null ? "" : each.email().toLowerCase(Locale.ROOT);
            boolean shown = before == null ? !address.isEmpty() : before.contains(address);
            if (wanted.remove(address) || !shown) {
                assigned.add(each.person());
            }
        }
        assigned.addAll(of(wanted));
        return assigned;
    }

    private List<Known> known(List<TaskView.Assignee> now) {
        List<String> keys = now.stream().map(TaskView.Assignee::key).toList();
        return keys.isEmpty()
                ? List.of()
                : people.directory().called(keys).values().stream()
                        .flatMap(List::stream)
                        .toList();
    }
}

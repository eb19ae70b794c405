package dev.devledger.domain.task;

import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a person says of a task, apart from its status and place. Texts that are not set are empty. */
public record TaskDetails(
        String title,
        String description,
        Priority priority,
        SortedSet<String> tags,
        Schedule schedule,
        List<ChecklistItem> checklist) {

    public TaskDetails {
        SortedSet<String> sorted = new TreeSet<>();
        sorted.addAll(tags); // the constructor would keep an order of the caller's, and with it what is equal
        tags = Collections.unmodifiableSortedSet(sorted);
        checklist = List.copyOf(checklist);
    }

    /** All that the rules have against it, whatever else there is. */
    public Violations violations() {
        return new Violations()
                .title("title", title)
                .text("description", description, Violations.DESCRIPTION)
                .tags("tags", tags)
                .schedule(schedule)
                .checklist("checklist", checklist);
    }
}

package dev.devledger.domain.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.EntityHistory.Author;
import dev.devledger.domain.undo.EntityHistory.PastEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A test of an undo: the events so far and the places of tasks, and the expected commands or conflicts. */
final class Given {
    static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    static final ReservedTags RESERVED = new ReservedTags(Set.of("planned"));
    static final Author OTHER = new Author("other", null, new UUID(9, 9));
    private static final Author OWN = new Author("owner", null, new UUID(9, 1));

    private final Map<Entity, List<PastEvent>> events = new LinkedHashMap<>();
    private final Map<ProjectId, Boolean> projects = new LinkedHashMap<>();
    private final List<TaskForest.Spot> spots = new ArrayList<>();

    /** Adds an event of an undone change set. */
    Given own(Object event) {
        return happened(event, true);
    }

    /** Adds an event of another change set. */
    Given others(Object event) {
        return happened(event, false);
    }

    private Given happened(Object event, boolean own) {
        Entity entity =
                switch (event) {
                    case ProjectEvent project -> Entity.of(project.project());
                    case PersonEvent person -> Entity.of(person.person());
                    case BillingEvent item -> Entity.of(item.id());
                    case ViewEvent view -> Entity.of(view.view());
                    default -> Entity.of(((TaskEvent) event).task());
                };
        List<PastEvent> so = events.computeIfAbsent(entity, none -> new ArrayList<>());
        so.add(new PastEvent(event, so.size() + 5L, own, own ? OWN : OTHER));
        return this;
    }

    Given project(ProjectId project, boolean deleted) {
        projects.put(project, deleted);
        return this;
    }

    Given task(TaskId task, Place place, boolean deleted) {
        spots.add(new TaskForest.Spot(task, place, deleted));
        return this;
    }

    Undo undo() {
        List<EntityHistory> pasts = events.entrySet().stream()
                .map(each -> EntityHistory.of(each.getKey(), each.getValue()))
                .toList();
        return Undo.of(pasts, new TaskForest(projects, spots), RESERVED, AT);
    }

    void sends(Addressed... commands) {
        Undo undo = undo();
        assertThat(undo.laterEdits()).isEmpty();
        assertThat(undo.commands()).containsExactly(commands);
    }
}

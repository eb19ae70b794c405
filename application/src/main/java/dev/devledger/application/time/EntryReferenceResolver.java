package dev.devledger.application.time;

import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the task, project and person of a time entry from the caller's texts. */
public record EntryReferenceResolver(
        TaskTree tasks, ProjectLocks projects, ProjectQueries views, PersonDirectory people, OwnerCreation owner) {

    /** Finds a task. A deleted task takes no new time; time that it has stays with it. */
    public TaskId task(String idOrKey) {
        TaskTree.Node node = tasks.find(idOrKey).orElseThrow(() -> Tasks.unknown(idOrKey));
        if (node.deleted()) {
            throw deleted("task", idOrKey);
        }
        return node.task();
    }

    public ProjectId project(String idOrKey) {
        ProjectLocks.Locked found = projects.find(idOrKey).orElseThrow(() -> Projects.unknown(idOrKey));
        if (found.deleted()) {
            throw deleted("project", idOrKey);
        }
        return found.project();
    }

    /** Returns if time of the project is billable by default; the project may be given by a task. */
    public boolean billable(@Nullable String task, @Nullable String project) {
        String home = task == null
                ? project
                : tasks.find(task).map(node -> node.project().toString()).orElse(null);
        return home != null
                && views.find(home)
                        .map(booked -> booked.details().billing().billable())
                        .orElse(false);
    }

    /**
     * Creates the owner of the ledger if the name means the owner. Runs outside of a change set, as this is a write of
     * its own.
     */
    public void ensure(@Nullable String name) {
        if (isOwner(name)) {
            owner.ensure();
        }
    }

    private static boolean isOwner(@Nullable String name) {
        return name == null || name.strip().equalsIgnoreCase("me");
    }

    /**
     * Finds a person by key, id, e-mail address or name; null and {@code me} mean the owner of the ledger. Runs outside
     * of a change set, as this may create the owner.
     */
    public PersonId person(@Nullable String name) {
        if (name == null || isOwner(name)) {
            owner.ensure();
            return PersonId.OWNER;
        }
        List<PersonDirectory.StoredPerson> meant =
                people.called(Set.of(name.strip())).getOrDefault(name.strip(), List.of());
        if (meant.isEmpty()) {
            throw People.unknown(name);
        }
        if (meant.size() > 1) {
            throw Rejection.invalid(
                    "person",
                    "is the name of "
                            + meant.stream().map(each -> each.key().toString()).collect(Collectors.joining(" and "))
                            + "; use the key of the one that you mean");
        }
        return meant.getFirst().person();
    }

    private static Rejection deleted(String what, String idOrKey) {
        return Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "The " + what + " " + idOrKey + " is deleted, and no time is logged on it. Restore it first.");
    }
}

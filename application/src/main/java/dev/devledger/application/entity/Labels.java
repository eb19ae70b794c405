package dev.devledger.application.entity;

import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.NormalizedName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys and names, for callers who do not need whole projects or tasks. Each read is one statement. */
public interface Labels {

    /** Returns the labels of projects and tasks, deleted ones too; missing ones are left out. */
    Map<UUID, Label> of(Collection<UUID> ids);

    /** Finds the project or task of this key, deleted or not. */
    Optional<Label> ofKey(String key);

    /** Returns the closed projects among these, with their statuses. */
    Map<UUID, ProjectStatus> closedProjects(Collection<UUID> projects);

    /**
     * Finds the project of this key, deleted or not; without one, the projects with exactly this name that are not
     * deleted. Keys and names match in any letter case. At most {@code most}, in the order of their keys.
     */
    List<Label> projectsCalled(String keyOrName, int most);

    /** Finds projects that are not deleted by their name, compared as a {@link NormalizedName}; in the order of their keys. */
    List<Label> projectsNamed(NormalizedName name);

    /**
     * Finds projects that are not deleted by the beginning of their key or name, in any case; in the order of their
     * keys.
     */
    List<Label> projectsBeginning(String prefix, int most);

    /** The key and the name of a project or a task, as users know it. */
    record Label(UUID id, String key, String name) {}

    /** The names of projects and tasks, for readers that otherwise see only their keys. */
    interface EntityNames {
        /**
         * Returns the names by id, of deleted entities as well; by one statement.
         *
         * @param asOf the position of the moment of the names, null for now
         */
        Map<UUID, String> of(Collection<UUID> entities, @Nullable Long asOf);

        /**
         * Returns the words of these lengths in lower case, each with the number of titles and names that have it now;
         * the most frequent ones if there are very many.
         */
        Map<String, Integer> words(int shortest, int longest);
    }
}

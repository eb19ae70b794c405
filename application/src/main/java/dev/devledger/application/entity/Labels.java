package dev.devledger.application.entity;

import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.NameKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys and names, where a whole project or task would be more than is asked for. Each read is one statement. */
public interface Labels {

    /** Of projects and tasks, deleted ones too; what does not exist has none. */
    Map<UUID, Label> of(Collection<UUID> ids);

    /** The project or task of this key, deleted or not. */
    Optional<Label> ofKey(String key);

    /** The statuses of those of these projects that are closed. */
    Map<UUID, ProjectStatus> closedProjects(Collection<UUID> projects);

    /**
     * The project of this key, deleted or not; where there is none, those that are not deleted and have exactly this name.
     * Both in any case; in the order of their keys, at most {@code most}.
     */
    List<Label> projectsCalled(String keyOrName, int most);

    /** Those that are not deleted and have this name, in whichever form; in the order of their keys. */
    List<Label> projectsNamed(NameKey name);

    /** Projects that are not deleted and whose key or name begins so, in any case; in the order of their keys. */
    List<Label> projectsBeginning(String prefix, int most);

    /** What people and agents call a project or a task by. */
    record Label(UUID id, String key, String name) {}

    /** What projects and tasks are called, for who reads of them by their keys. */
    interface EntityNames {
        /**
         * By id, of those of these that there are, deleted ones as well; by one statement.
         *
         * @param asOf the position of the moment that is looked at, null for now
         */
        Map<UUID, String> of(Collection<UUID> entities, @Nullable Long asOf);
    }
}

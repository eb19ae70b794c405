package dev.devledger.application.tree;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.shared.NameKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a project for a write, and holds it still until the transaction ends. A write takes these locks before it sends
 * a command: commands hold locks of their own, and the two kinds are always taken in this order.
 */
public interface ProjectLocks {

    record Locked(ProjectId project, boolean deleted) {}

    /** Without a lock. */
    Optional<Locked> find(String idOrKey);

    /** Each of these as {@link #find} finds it, by the names that were asked for; what there is not is left out. */
    default Map<String, Locked> findAll(Collection<String> idsOrKeys) {
        Map<String, Locked> found = new HashMap<>();
        idsOrKeys.forEach(each -> find(each).ifPresent(project -> found.put(each, project)));
        return found;
    }

    /** Others may add tasks meanwhile, but nobody changes the project, or deletes, moves or restores in it. */
    Optional<Locked> share(String idOrKey);

    /** Nobody else changes the project, or adds, deletes, moves or restores in it meanwhile. */
    Optional<Locked> own(String idOrKey);

    /**
     * Owns each of these, in the one order in which all writes take projects, so that two of them never wait for each other.
     * In that order; what there is not is left out.
     */
    default List<Locked> ownAll(Collection<ProjectId> projects) {
        return projects.stream()
                .map(ProjectId::toString)
                .sorted()
                .flatMap(each -> own(each).stream())
                .toList();
    }

    /** Nobody else who asks for this name goes on meanwhile: one of several finds what another has made. */
    void ownName(NameKey name);

    /** A key that nothing has or had. */
    ProjectKey nextKey();
}

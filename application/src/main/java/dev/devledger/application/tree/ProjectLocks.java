package dev.devledger.application.tree;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.shared.NameKey;
import java.util.Optional;

/**
 * Finds a project for a write, and holds it still until the transaction ends. A write takes these locks before it sends
 * a command: commands hold locks of their own, and the two kinds are always taken in this order.
 */
public interface ProjectLocks {

    record Locked(ProjectId project, boolean deleted) {}

    /** Without a lock. */
    Optional<Locked> find(String idOrKey);

    /** Others may add tasks meanwhile, but nobody changes the project, or deletes, moves or restores in it. */
    Optional<Locked> share(String idOrKey);

    /** Nobody else changes the project, or adds, deletes, moves or restores in it meanwhile. */
    Optional<Locked> own(String idOrKey);

    /** Nobody else who asks for this name goes on meanwhile: one of several finds what another has made. */
    void ownName(NameKey name);

    /** A key that nothing has or had. */
    ProjectKey nextKey();
}

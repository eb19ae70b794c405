package dev.devledger.application.confined;

import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.shared.NameKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another project is not found, and so nobody waits for it either. */
public record ConfinedLocks(ProjectLocks all) implements ProjectLocks {
    @Override
    public Optional<Locked> find(String idOrKey) {
        return all.find(idOrKey).filter(found -> Confinement.has(found.project().value()));
    }

    @Override
    public Map<String, Locked> findAll(Collection<String> idsOrKeys) {
        Map<String, Locked> found = new HashMap<>(all.findAll(idsOrKeys));
        found.values().removeIf(each -> !Confinement.has(each.project().value()));
        return found;
    }

    @Override
    public List<Locked> ownAll(Collection<ProjectId> projects) {
        return all.ownAll(
                projects.stream().filter(each -> Confinement.has(each.value())).toList());
    }

    @Override
    public Optional<Locked> share(String idOrKey) {
        return isForeign(idOrKey) ? Optional.empty() : all.share(idOrKey);
    }

    @Override
    public Optional<Locked> own(String idOrKey) {
        return isForeign(idOrKey) ? Optional.empty() : all.own(idOrKey);
    }

    private boolean isForeign(String idOrKey) {
        return !Confinement.current().isNone() && find(idOrKey).isEmpty();
    }

    @Override
    public void ownName(NameKey name) {
        all.ownName(name);
    }

    @Override
    public ProjectKey nextKey() {
        return all.nextKey();
    }
}

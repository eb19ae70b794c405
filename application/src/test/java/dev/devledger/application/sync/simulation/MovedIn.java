package dev.devledger.application.sync.simulation;

import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Set;

/**
 * The list of a project that is deleted here, into which somebody has moved tasks of other projects there: whoever can move
 * them out is told that it stays until then.
 */
record MovedIn(World world) {
    boolean isSaidOf(EntityRef entity, SyncLink link) {
        RemoteRef list = link.object();
        return entity.kind() == Kind.LIST
                && list != null
                && String.valueOf(world.work.reason(entity)).contains("moved into it in TickTick")
                && world.remote.live().stream()
                        .filter(card -> card.list.equals(list.id()))
                        .flatMap(card -> world.book.ofRemote(world.account, Set.of(card.id)).stream())
                        .anyMatch(each -> !isOfProject(each.entity(), entity));
    }

    private boolean isOfProject(EntityRef entity, EntityRef list) {
        return entity.kind() == Kind.TASK && world.taskView(entity).projectId().equals(list.id());
    }
}

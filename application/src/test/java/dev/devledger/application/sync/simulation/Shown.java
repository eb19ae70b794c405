package dev.devledger.application.sync.simulation;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.memory.MemoryConnector;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.TaskDetails;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the remote held while a cycle ran. A list may lag behind and show what was there before; but a title that the
 * ledger had before, and that is not there any more, nobody wants back (docs/sync-design.md, section 9, I2).
 */
final class Shown {
    private final World world;
    private final Set<String> titles = new HashSet<>();
    private final Set<String> had = new HashSet<>();

    Shown(World world) {
        this.world = world;
    }

    void begin() {
        titles.clear();
        look();
    }

    void look() {
        for (Card card : world.remote.everything()) {
            titles.add(card.id + " " + card.content.title());
            titles.add(card.id + " "
                    + new NearestValues().title("title", card.content.title(), card.content.description()));
        }
        for (RemoteList list : world.remote.allLists()) {
            String name = MemoryConnector.WORDS.listName(list.name());
            titles.add(list.id() + " " + name);
            titles.add(list.id() + " " + new NearestValues().title("name", name));
        }
    }

    void written(LedgerEvent event) {
        boolean bySync = world.isBySync(event);
        switch (event.payload()) {
            case TaskEvent.Edited e ->
                title(EntityRef.task(e.task().value()), e.changes().get(TaskDetails.TITLE), bySync);
            case ProjectEvent.Edited e ->
                title(EntityRef.project(e.project().value()), e.changes().get(ProjectDetails.NAME), bySync);
            default -> {}
        }
    }

    private void title(EntityRef entity, @Nullable Change<String> change, boolean bySync) {
        if (change == null || change.to() == null) {
            return;
        }
        had.add(entity + " " + change.from());
        if (bySync && had.contains(entity + " " + change.to())) {
            requireShown(entity, change.to());
        }
    }

    private void requireShown(EntityRef entity, String title) {
        boolean shown = is(entity, title)
                || (entity.kind() == EntityRef.Kind.PROJECT && is(EntityRef.list(entity.id()), title));
        if (!shown) {
            throw new Broken("I2", entity + " is called " + title + " again, which nobody called it there");
        }
    }

    private boolean is(EntityRef entity, String title) {
        RemoteRef remote = world.link(entity).object();
        return remote != null && titles.contains(remote.id() + " " + title);
    }
}

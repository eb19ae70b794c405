package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.ServiceFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What linked tasks have in fields of the service's own. It is nobody else's, so that it is never in conflict: where it is not
 * what was read there last, it is read now.
 */
record SeenFields(PlanContext context, TaskQueries tasks) {
    void plan() {
        Map<UUID, RemoteTask> told = new LinkedHashMap<>();
        for (EntityRef entity : context.observed().seen()) {
            RemoteTask task = context.observed().task(entity);
            if (entity.kind() == EntityRef.Kind.TASK
                    && task.fields() != null
                    && context.link(entity) instanceof SyncLink.Linked) {
                told.put(entity.id(), task);
            }
        }
        if (told.isEmpty()) {
            return;
        }
        Map<UUID, ServiceFields> here = tasks.fields(told.keySet());
        String connector = context.connector().account().connector();
        told.forEach((id, task) -> {
            SortedMap<String, Object> there = task.fields();
            ServiceFields known = here.get(id);
            if (there != null
                    && known != null
                    && !known.changes(connector, there).isEmpty()) {
                context.add(
                        new Planned.FieldsSeen(EntityRef.task(id), task.ref().id(), there));
            }
        });
    }
}

package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.connector.Sighting;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Map;

/** Writes that are more, or less, than what was to be written; see {@link Sabotage}. */
public final class PlantedWrites {
    private PlantedWrites() {}

    /** Whatever it answers, it holds what it was sent. */
    public static final class Believed {
        private final RemoteTasks real;

        public Believed(RemoteTasks real) {
            this.real = real;
        }

        public RemoteAnswer<Canonical> send(RemoteWrites.Step step) {
            RemoteAnswer<Canonical> answer = real.send(step);
            return answer instanceof RemoteAnswer.Ok<Canonical> ? new RemoteAnswer.Ok<>(step.done()) : answer;
        }
    }

    public static final class Retried {
        private final RemoteTasks real;

        public Retried(RemoteTasks real) {
            this.real = real;
        }

        public RemoteAnswer<RemoteTask> create(String list, Canonical content) {
            RemoteAnswer<RemoteTask> answer = real.create(list, content);
            return answer instanceof RemoteAnswer.Unknown<RemoteTask> ? real.create(list, content) : answer;
        }

        public RemoteAnswer<RemoteWrites.CreatedAll> createAll(String list, List<Canonical> contents) {
            RemoteAnswer<RemoteWrites.CreatedAll> answer = real.createAll(list, contents);
            return answer instanceof RemoteAnswer.Unknown<RemoteWrites.CreatedAll>
                    ? real.createAll(list, contents)
                    : answer;
        }
    }

    public static final class Dropping {
        private final MemoryRemote real;

        public Dropping(MemoryRemote real) {
            this.real = real;
        }

        public RemoteAnswer<Canonical> send(RemoteWrites.Step step) {
            RemoteAnswer<Canonical> answer = real.send(step);
            if (answer instanceof RemoteAnswer.Ok<Canonical>) {
                drop(step.current());
            }
            return answer;
        }

        public RemoteAnswer<Map<String, String>> updateAll(List<RemoteWrites.Step> steps) {
            RemoteAnswer<Map<String, String>> answer = real.updateAll(steps);
            if (answer instanceof RemoteAnswer.Ok<Map<String, String>>) {
                steps.forEach(each -> drop(each.current()));
            }
            return answer;
        }

        private void drop(RemoteTask task) {
            real.byId(task.ref().id()).ifPresent(card -> card.unmapped = "");
        }
    }

    /** At once, and outside of any cycle. */
    public static void push(World world, EntityRef entity, String title) {
        if (world.link(entity) instanceof SyncLink.Linked linked
                && world.remote.find(linked.remote()) instanceof RemoteAnswer.Ok<Sighting>(Sighting.Here(var task))) {
            Canonical c = task.content();
            Canonical titled = new Canonical(
                    title,
                    c.description(),
                    c.priority(),
                    c.tags(),
                    c.startDate(),
                    c.dueDate(),
                    c.timeZone(),
                    c.checklist(),
                    c.status(),
                    c.parent(),
                    c.stage(),
                    c.estimateMinutes(),
                    c.assignees(),
                    c.blockedBy(),
                    null,
                    null);
            world.remote.script(task, CanonicalChanges.between(c, titled)).forEach(world.remote::send);
        }
    }
}

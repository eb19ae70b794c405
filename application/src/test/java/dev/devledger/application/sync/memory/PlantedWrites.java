package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes of more, or less, than was to be written; see {@link Sabotage}. */
public final class PlantedWrites {
    private PlantedWrites() {}

    /** Takes the remote to hold what was sent, whatever its answer shows. */
    public static final class Believed {
        private final RemoteTasks real;

        public Believed(RemoteTasks real) {
            this.real = real;
        }

        public RemoteAnswer<CanonicalContent> send(RemoteWrites.Step step) {
            RemoteAnswer<CanonicalContent> answer = real.send(step);
            return answer instanceof RemoteAnswer.Ok<CanonicalContent> ? new RemoteAnswer.Ok<>(step.done()) : answer;
        }
    }

    /** Takes a created object to hold what was sent. */
    public static final class CreatedAsSent {
        private final RemoteTasks real;

        public CreatedAsSent(RemoteTasks real) {
            this.real = real;
        }

        public RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
            return real.create(list, content)
                    .map(made -> made.with(content.withStatus(made.content().status()))
                            .with(UnshownParts.NONE));
        }
    }

    public static final class Retried {
        private final RemoteTasks real;

        public Retried(RemoteTasks real) {
            this.real = real;
        }

        public RemoteAnswer<RemoteTask> create(String list, CanonicalContent content) {
            RemoteAnswer<RemoteTask> answer = real.create(list, content);
            return answer instanceof RemoteAnswer.Unknown<RemoteTask> ? real.create(list, content) : answer;
        }

        public RemoteAnswer<RemoteWrites.BatchCreateResult> createAll(String list, List<CanonicalContent> contents) {
            RemoteAnswer<RemoteWrites.BatchCreateResult> answer = real.createAll(list, contents);
            return answer instanceof RemoteAnswer.Unknown<RemoteWrites.BatchCreateResult>
                    ? real.createAll(list, contents)
                    : answer;
        }
    }

    /** Sends a comment without an answer once more at once. */
    public static final class SaidAgain implements RemoteComments {
        private final RemoteComments real;

        public SaidAgain(RemoteComments real) {
            this.real = real;
        }

        @Override
        public RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor) {
            return real.page(task, cursor);
        }

        @Override
        public RemoteAnswer<String> add(RemoteRef task, String text) {
            RemoteAnswer<String> answer = real.add(task, text);
            return answer instanceof RemoteAnswer.Unknown<String> ? real.add(task, text) : answer;
        }
    }

    /** Reads only the first page of comments. */
    public static final class FirstPage implements RemoteComments {
        private final RemoteComments real;

        public FirstPage(RemoteComments real) {
            this.real = real;
        }

        @Override
        public RemoteAnswer<RemotePage<List<Comment>>> page(RemoteRef task, @Nullable String cursor) {
            return real.page(task, cursor).map(page -> RemotePage.whole(page.rows()));
        }

        @Override
        public RemoteAnswer<String> add(RemoteRef task, String text) {
            return real.add(task, text);
        }
    }

    public static final class Dropping {
        private final MemoryRemote real;

        public Dropping(MemoryRemote real) {
            this.real = real;
        }

        public RemoteAnswer<CanonicalContent> send(RemoteWrites.Step step) {
            RemoteAnswer<CanonicalContent> answer = real.send(step);
            if (answer instanceof RemoteAnswer.Ok<CanonicalContent>) {
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

    /** Writes at once, outside of any cycle. */
    public static void push(World world, EntityRef entity, String title) {
        if (world.link(entity) instanceof SyncLink.Linked linked
                && world.remote.find(linked.remote())
                        instanceof RemoteAnswer.Ok<LookupResult>(LookupResult.Found(var task))) {
            CanonicalContent c = task.content();
            CanonicalContent titled = new CanonicalContent(
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
                    null,
                    c.oddDates());
            world.remote.script(task, CanonicalChanges.between(c, titled)).forEach(world.remote::send);
        }
    }
}

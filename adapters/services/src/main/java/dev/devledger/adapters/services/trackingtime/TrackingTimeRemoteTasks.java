package dev.devledger.adapters.services.trackingtime;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteReads.Reading;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteReads.Sighting;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sync's view of TrackingTime. */
final class TrackingTimeRemoteTasks implements RemoteTasks {
    private final ProjectLists lists;
    private final TaskReads reads;
    private final TaskWrites writes;

    TrackingTimeRemoteTasks(ProjectLists lists, TaskReads reads, TaskWrites writes) {
        this.lists = lists;
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor) {
        return lists.page(cursor);
    }

    @Override
    public RemoteAnswer<Optional<RemotePage<Listing>>> page(Reading what, @Nullable String cursor) {
        ReadCursor from = ReadCursor.of(cursor);
        return from == null ? Answers.unknownCursor() : reads.page(what, from);
    }

    @Override
    public RemoteAnswer<Sighting> find(RemoteRef task) {
        requireTask(task);
        return reads.find(task);
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
        return reads.searched(list)
                .map(found -> found.map(all -> all.only(task -> task.content().status() == RemoteStatus.OPEN)));
    }

    @Override
    public RemoteAnswer<Optional<Listing>> searchAll(String list) {
        return reads.searched(list);
    }

    @Override
    public RemoteAnswer<RemoteList> createList(String name) {
        return lists.create(name);
    }

    @Override
    public RemoteAnswer<RemoteList> updateList(String list, CanonicalChanges changes) {
        return lists.update(list, changes);
    }

    @Override
    public RemoteAnswer<Done> deleteList(String list) {
        return lists.delete(list);
    }

    @Override
    public RemoteAnswer<RemoteTask> create(String list, Canonical content) {
        return writes.create(list, content);
    }

    @Override
    public List<Step> script(RemoteTask current, CanonicalChanges changes) {
        return TaskWrites.script(current, changes);
    }

    @Override
    public RemoteAnswer<Canonical> send(Step step) {
        return writes.send(step);
    }

    @Override
    public RemoteAnswer<Done> move(RemoteRef task, String toList) {
        requireTask(task);
        return writes.move(task, toList);
    }

    @Override
    public RemoteAnswer<Done> delete(RemoteRef task) {
        requireTask(task);
        return writes.delete(task);
    }

    private static void requireTask(RemoteRef ref) {
        if (ref.id().equals(ref.list())) {
            throw new IllegalArgumentException("The list " + ref.list() + " is not a task");
        }
    }
}

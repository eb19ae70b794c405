package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteReads.Changes;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sync's view of ClickUp. */
final class ClickUpRemoteTasks implements RemoteTasks {
    private final ClickUpClient client;
    private final ScopedLists lists;
    private final TaskReads reads;
    private final ChangesFeed feed;
    private final TaskWrites writes;

    ClickUpRemoteTasks(ClickUpClient client, Workspace workspace, Containers containers, InstantSource clock) {
        this.client = client;
        ListStatuses statuses = new ListStatuses(client, clock);
        this.lists = new ScopedLists(client, workspace, containers, statuses);
        this.reads = new TaskReads(client, workspace, containers);
        this.feed = new ChangesFeed(client, workspace, reads, clock);
        this.writes = new TaskWrites(client, workspace, statuses);
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor) {
        return lists.page(cursor);
    }

    @Override
    public RemoteAnswer<RemotePage<List<RemoteList>>> openLists(@Nullable String cursor) {
        return lists.openPage(cursor);
    }

    @Override
    public RemoteAnswer<Optional<RemotePage<Listing>>> page(Reading what, @Nullable String cursor) {
        ReadCursor from = ReadCursor.of(cursor);
        return from == null ? Answers.unknownCursor() : reads.page(what, from);
    }

    @Override
    public RemoteAnswer<Changes> changes(@Nullable String cursor) {
        return feed.since(cursor);
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
        return TaskScript.of(current, changes);
    }

    @Override
    public RemoteAnswer<Canonical> send(Step step) {
        return writes.send(step);
    }

    @Override
    public RemoteAnswer<Done> move(RemoteRef task, String toList) {
        requireTask(task);
        return writes.move(task, toList).map(any -> Done.DONE);
    }

    @Override
    public RemoteAnswer<Optional<RemoteTask>> move(RemoteTask current, String toList) {
        requireTask(current.ref());
        return writes.move(current, toList);
    }

    /** What was there and is not is deleted; what never was hides itself, and that is no proof. */
    @Override
    public RemoteAnswer<Done> delete(RemoteRef task) {
        requireTask(task);
        return Answers.gone(client.call(Share.WRITE, Endpoint.delete("task", task.id())));
    }

    private static void requireTask(RemoteRef ref) {
        if (ref.id().equals(ref.list())) {
            throw new IllegalArgumentException("The list " + ref.list() + " is not a task");
        }
    }
}

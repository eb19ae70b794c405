package dev.devledger.adapters.services.clickup;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.Endpoint;
import dev.devledger.application.sync.budget.CallLog.Share;
import dev.devledger.application.sync.connector.Capabilities.Batch;
import dev.devledger.application.sync.connector.Changes;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Reading;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.application.sync.connector.RemoteTasks;
import dev.devledger.application.sync.connector.Sighting;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sync's view of ClickUp. */
final class ClickUpRemoteTasks implements RemoteTasks {
    private static final Batch BATCH = ClickUpCapabilities.ALL.batch();

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
    public RemoteAnswer<CreatedAll> createAll(String list, List<Canonical> contents) {
        requireBatch(contents.size(), BATCH.creates());
        if (contents.isEmpty()) {
            return new Ok<>(new CreatedAll(List.of(), List.of()));
        }
        return switch (create(list, contents.getFirst())) {
            case Ok<RemoteTask>(var made) ->
                new Ok<>(new CreatedAll(List.of(made.ref().id()), List.of()));
            case Refused<RemoteTask>(var reason) -> new Ok<>(new CreatedAll(List.of(), List.of(reason)));
            case RemoteAnswer<RemoteTask> failed -> failed.failed();
        };
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
    public RemoteAnswer<Map<String, String>> updateAll(List<Step> steps) {
        requireBatch(steps.size(), BATCH.updates());
        Set<String> ids = new HashSet<>();
        for (Step step : steps) {
            if (!ids.add(step.current().ref().id()) || !step.absolute()) {
                throw new IllegalArgumentException(
                        "no step of a batch: " + step.current().ref());
            }
        }
        Map<String, String> refused = new HashMap<>();
        for (Step step : steps) {
            switch (send(step)) {
                case Ok<Canonical> done -> {}
                case Refused<Canonical>(var reason) ->
                    refused.put(step.current().ref().id(), reason);
                case RemoteAnswer<Canonical> failed -> {
                    return failed.failed();
                }
            }
        }
        return new Ok<>(refused);
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

    @Override
    public RemoteAnswer<Done> moveAll(List<RemoteRef> tasks, String toList) {
        requireBatch(tasks.size(), BATCH.moves());
        tasks.forEach(ClickUpRemoteTasks::requireTask);
        return tasks.isEmpty() ? new Ok<>(Done.DONE) : move(tasks.getFirst(), toList);
    }

    /** What was there and is not is deleted; what never was hides itself, and that is no proof. */
    @Override
    public RemoteAnswer<Done> delete(RemoteRef task) {
        requireTask(task);
        return Answers.gone(client.call(Share.WRITE, Endpoint.delete("task", task.id())));
    }

    private static void requireBatch(int size, int most) {
        if (size > most) {
            throw new IllegalArgumentException(size + " tasks in a request, " + most + " is allowed");
        }
    }

    private static void requireTask(RemoteRef ref) {
        if (ref.id().equals(ref.list())) {
            throw new IllegalArgumentException("The list " + ref.list() + " is not a task");
        }
    }
}

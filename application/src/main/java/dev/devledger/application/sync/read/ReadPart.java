package dev.devledger.application.sync.read;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.read.Snapshot.Unreadable;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some lists that are read together, and what was seen in them and beside them so far.
 *
 * @param finished of what is in them
 * @param read the lists that were read as a whole
 */
record ReadPart(
        List<SyncedList> scopes,
        List<Listing> listings,
        Map<String, RemoteTask> finished,
        Set<String> read,
        Set<String> gone,
        Map<String, Unreadable> unread) {
    ReadPart(List<SyncedList> scopes) {
        this(
                List.copyOf(scopes),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashMap<>());
    }

    void read(String list, Listing all, Listing news) {
        read.add(list);
        listings.add(news);
        all.tasks().stream()
                .filter(task -> task.content().status() != RemoteStatus.OPEN)
                .forEach(task -> finished.put(task.ref().id(), task));
    }

    /** Whether nothing follows from it, however it ends. */
    boolean saysNothing() {
        return read.isEmpty() && gone.isEmpty();
    }
}

package dev.devledger.application.sync.record;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.LiveListener;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.task.TaskEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Marks for each account that has comments the tasks whose notes may have to be sent there. */
public final class NoteMarks implements LiveListener {
    private final List<ConnectedAccount> accounts;
    private final NoteWork work;

    public NoteMarks(List<ConnectedAccount> accounts, NoteWork work) {
        this.accounts = accounts.stream().filter(each -> !each.off()).toList();
        this.work = work;
    }

    @Override
    public void stored(List<LedgerEvent> events) {
        for (ConnectedAccount account : accounts) {
            List<UUID> noted =
                    events.stream().flatMap(event -> noted(event, account)).toList();
            Map<UUID, Boolean> links = new LinkedHashMap<>();
            events.forEach(event -> link(event, account, links));
            List<UUID> linked = those(links, true);
            List<UUID> ended = those(links, false);
            if (!noted.isEmpty()) {
                work.markNoted(account, noted);
            }
            if (!linked.isEmpty()) {
                work.markLinked(account, linked);
            }
            if (!ended.isEmpty()) {
                work.markEnded(account, ended);
            }
        }
    }

    /** What the account has brought is there. */
    private static Stream<UUID> noted(LedgerEvent event, ConnectedAccount account) {
        return switch (event.payload()) {
            case TaskEvent.NoteAdded e ->
                event.by().channel().equals(account.connector())
                        ? Stream.of()
                        : Stream.of(e.task().value());
            case TaskEvent.NoteRestored e -> Stream.of(e.task().value());
            default -> Stream.of();
        };
    }

    private static List<UUID> those(Map<UUID, Boolean> links, boolean linked) {
        return links.entrySet().stream()
                .filter(each -> each.getValue() == linked)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether each is linked once all of this has happened, of those whose link begins or ends with it. */
    private static void link(LedgerEvent event, ConnectedAccount account, Map<UUID, Boolean> links) {
        if (!(event.payload() instanceof SyncEvent happened)) {
            return;
        }
        SyncLinkId link = happened.link();
        boolean ours = link.connector().equals(account.connector())
                && link.account().equals(account.account())
                && link.entity().kind() == EntityRef.Kind.TASK;
        if (ours && happened instanceof SyncEvent.Linked) {
            links.put(link.entity().id(), true);
        } else if (ours && isEnd(happened)) {
            links.put(link.entity().id(), false);
        }
    }

    private static boolean isEnd(SyncEvent event) {
        return switch (event) {
            case SyncEvent.DeleteIntended e -> true;
            case SyncEvent.DeleteDecided e -> true;
            case SyncEvent.Closed e -> true;
            case SyncEvent.Detached e -> true;
            case SyncEvent.Stopped e -> true;
            case SyncEvent.LeftScope e -> true;
            case SyncEvent.Parted e -> true;
            case SyncEvent.RemoteGone e -> true;
            default -> false;
        };
    }

    /** Who marks what is to be sent besides asks for the cycle. */
    @Override
    public void committed() {}
}

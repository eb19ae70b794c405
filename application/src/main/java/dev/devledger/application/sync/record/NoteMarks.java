package dev.devledger.application.sync.record;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.LiveListener;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.task.TaskEvent;
import java.util.List;
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
            List<UUID> linked =
                    events.stream().flatMap(event -> linked(event, account)).toList();
            if (!noted.isEmpty()) {
                work.markNoted(account, noted);
            }
            if (!linked.isEmpty()) {
                work.markLinked(account, linked);
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

    private static Stream<UUID> linked(LedgerEvent event, ConnectedAccount account) {
        if (!(event.payload() instanceof SyncEvent.Linked(SyncLinkId link, var remote, var base, var at))) {
            return Stream.of();
        }
        boolean ours = link.connector().equals(account.connector())
                && link.account().equals(account.account())
                && link.entity().kind() == EntityRef.Kind.TASK;
        return ours ? Stream.of(link.entity().id()) : Stream.of();
    }

    /** Who marks what is to be sent besides asks for the cycle. */
    @Override
    public void committed() {}
}

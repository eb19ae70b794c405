package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.LostCreates;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The creates that may have made one of the unlinked objects. */
public final class PendingCreates {
    private final LostCreates lostCreates;
    private final List<LinkBook.GivenUp> givenUp;
    /** The given-up creates by the name that was sent, which an object made late has. */
    private final Map<String, List<LinkBook.GivenUp>> byTitle;

    private final List<CreateAttempt> open = new ArrayList<>();

    public PendingCreates(LinkBook book, Connector connector, Instant now) {
        ConnectedAccount account = connector.account();
        this.lostCreates = new LostCreates(
                connector.settings().settle(), connector.capabilities().checklistApart());
        this.givenUp = book.givenUp(account).stream()
                .map(each -> new LinkBook.GivenUp(each.entity(), each.sending().known(now)))
                .toList();
        this.byTitle = givenUp.stream()
                .filter(each -> each.sending().ofTask())
                .collect(Collectors.groupingBy(each -> title(each.sending().content())));
        Set<EntityRef> creating = new HashSet<>();
        for (LinkBook.Entry each : book.creating(account)) {
            if (each.link() instanceof SyncLink.Creating sent
                    && CreateAttempt.of(sent).ofTask()) {
                creating.add(each.entity());
                open.add(CreateAttempt.of(sent).known(now));
            }
        }
        givenUp.stream().filter(each -> creating.contains(each.entity())).forEach(each -> open.add(each.sending()));
    }

    /** The entities with a given-up create. */
    Set<EntityRef> entities() {
        return givenUp.stream().map(LinkBook.GivenUp::entity).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the entity whose given-up create has made the task after all; empty if there is none. */
    public Optional<EntityRef> madeLate(RemoteTask task) {
        return entity(task, sending -> lostCreates.isLate(sending, task));
    }

    /**
     * Returns the entity whose given-up create may have made the task, which was moved or changed since; empty if there
     * is none.
     */
    Optional<EntityRef> mayBeMadeLate(RemoteTask task) {
        return entity(task, sending -> lostCreates.mayBeLate(sending, task));
    }

    private Optional<EntityRef> entity(RemoteTask task, Predicate<CreateAttempt> made) {
        return byTitle.getOrDefault(title(task.content()), List.of()).stream()
                .filter(each -> made.test(each.sending()))
                .map(LinkBook.GivenUp::entity)
                .findFirst();
    }

    private static String title(CanonicalContent content) {
        return content.title().strip();
    }

    /** True if an open create may have made the task, which has to be found out first. */
    boolean mayHaveMade(RemoteTask task) {
        return lostCreates.mayBeOf(open, task);
    }
}

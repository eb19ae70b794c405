package dev.devledger.domain.sync.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The states of links and wishes in the terms of the existence decision table. */
class LinkStateTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final RemoteRef REMOTE = new RemoteRef("list", "task");
    private static final CanonicalContent CONTENT = CanonicalContent.list("Garden");

    @Test
    void a_link_tells_its_state() {
        assertThat(LinkState.of(new SyncLink.None("refused"))).isEqualTo(LinkState.NONE);
        assertThat(LinkState.of(new SyncLink.Linked(REMOTE, CONTENT, List.of(), null, NOW)))
                .isEqualTo(LinkState.LINKED);
        assertThat(LinkState.of(new SyncLink.Deleting(REMOTE, CONTENT, NOW))).isEqualTo(LinkState.DELETE_SENT);
        assertThat(LinkState.of(new SyncLink.Closed(REMOTE, true))).isEqualTo(LinkState.CLOSED);
        assertThat(LinkState.of(new SyncLink.OutOfScope(REMOTE, CONTENT, "moved")))
                .isEqualTo(LinkState.OUT_OF_SCOPE);
        assertThat(LinkState.of(new SyncLink.Stopped("which one"))).isEqualTo(LinkState.STOPPED);
    }

    @Test
    void a_create_is_spent_with_its_third_sending() {
        assertThat(LinkState.of(creating(1))).isEqualTo(LinkState.CREATE_SENT);
        assertThat(LinkState.of(creating(2))).isEqualTo(LinkState.CREATE_SENT);
        assertThat(LinkState.of(creating(3))).isEqualTo(LinkState.CREATE_SPENT);
        assertThat(LinkState.of(creating(4))).isEqualTo(LinkState.CREATE_SPENT);
    }

    private static SyncLink creating(int attempt) {
        return new SyncLink.Creating(new UUID(0, attempt), attempt, "list", CONTENT, NOW);
    }

    @Test
    void what_a_person_has_parted_stays_so_and_what_the_ledger_let_go_does_not() {
        assertThat(LinkState.of(new SyncLink.Detached(REMOTE, CONTENT, "parted", true)))
                .isEqualTo(LinkState.DETACHED);
        assertThat(LinkState.of(new SyncLink.Detached(REMOTE, CONTENT, "its placement is none", false)))
                .isEqualTo(LinkState.RELEASED);
    }

    @Test
    void what_is_wanted_there_tells_what_is_here() {
        assertThat(LocalState.of(new DesiredObject.Present(
                        CONTENT, null, new DesiredObject.ContainingList(EntityRef.CARDS, "Dev Projects"))))
                .isEqualTo(LocalState.CHANGED);
        assertThat(LocalState.of(new DesiredObject.Gone())).isEqualTo(LocalState.DELETED);
        assertThat(LocalState.of(new DesiredObject.Replaced("its placement is list")))
                .isEqualTo(LocalState.REPLACED);
        assertThat(LocalState.of(new DesiredObject.Outside("its placement is none")))
                .isEqualTo(LocalState.OUTSIDE);
    }

    /** Each event has the time at which it was stored. */
    @Test
    void what_was_deleted_for_the_remote_is_told_from_what_a_person_has_deleted_since() {
        SyncLink.Closed closed = new SyncLink.Closed(REMOTE, true, NOW, null, List.of());
        assertThat(closed.isFor(NOW)).isTrue();
        assertThat(closed.isFor(NOW.plusMillis(7))).isTrue();
        assertThat(closed.isFor(NOW.plusSeconds(60))).isFalse();
        assertThat(closed.isFor(null)).isFalse();
    }
}

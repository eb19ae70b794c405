package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.decide.ForeignChildren;
import dev.devledger.application.sync.push.UpdateSteps;
import dev.devledger.application.sync.record.SyncProjection.StopReasons.MissingList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncEvent.StoredReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reasons that earlier versions stored are still recognised, by the words of that version. */
class KnownReasonTest {
    private static final List<StoredReason> KNOWN =
            List.of(Quarantined.UNREADABLE, UpdateSteps.IGNORED, MissingList.REASON, ForeignChildren.REASON);

    @Test
    void what_an_earlier_version_stored_is_known_again() {
        assertThat(Quarantined.isDescription("it cannot be read there: a field of it is odd"))
                .isTrue();
        assertThat(UpdateSteps.IGNORED.isSaidIn("the remote answered that it was done and kept another title"))
                .isTrue();
        assertThat(MissingList.REASON.isSaidIn("its list is not there any more"))
                .isTrue();
        assertThat(ForeignChildren.REASON.isSaidIn(
                        "it was deleted here, and tasks that are not the ledger's are below it there"))
                .isTrue();
    }

    @Test
    void what_is_stored_now_is_known_again_and_nothing_else_is() {
        assertThat(Quarantined.isDescription(new Quarantined(new RemoteRef("list", "id"), "odd").describe("TickTick")))
                .isTrue();
        assertThat(UpdateSteps.IGNORED.isSaidIn("TickTick reported success, but kept another title"))
                .isTrue();
        assertThat(MissingList.REASON.isSaidIn("its list no longer exists in TickTick"))
                .isTrue();
        assertThat(ForeignChildren.REASON.isSaidIn("tasks that Devledger does not know are below it"))
                .isTrue();
        assertThat(KNOWN).noneMatch(each -> each.isSaidIn("its placement is none") || each.isSaidIn(null));
    }

    @Test
    void whichever_service_it_was_said_of() {
        for (String title : List.of("TickTick", "ClickUp", "A Service of Many Words")) {
            assertThat(Quarantined.isDescription(new Quarantined(new RemoteRef("list", "id"), "odd").describe(title)))
                    .isTrue();
            assertThat(KNOWN).allMatch(each -> each.isSaidIn(each.words(title)));
        }
        assertThat(UpdateSteps.IGNORED.isSaidIn(" reported success, but kept another title"))
                .isFalse();
        assertThat(MissingList.REASON.isSaidIn("its list no longer exists in ")).isFalse();
    }

    @Test
    void none_is_taken_for_another() {
        List<String> before = List.of(
                "it cannot be read there: ",
                "the remote answered that it was done and kept another ",
                "its list is not there any more",
                "it was deleted here, and tasks that are not the ledger's are below it there");
        for (int i = 0; i < KNOWN.size(); i++) {
            StoredReason said = KNOWN.get(i);
            String stored = before.get(i);
            assertThat(KNOWN)
                    .filteredOn(each -> each.isSaidIn(said.words("TickTick")))
                    .containsExactly(said);
            assertThat(KNOWN).filteredOn(each -> each.isSaidIn(stored)).containsExactly(said);
        }
    }
}

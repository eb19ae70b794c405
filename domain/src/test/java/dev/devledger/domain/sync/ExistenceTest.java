package dev.devledger.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.Existence.Action;
import dev.devledger.domain.sync.Existence.LinkState;
import dev.devledger.domain.sync.Existence.LocalState;
import dev.devledger.domain.sync.Existence.RemoteState;
import dev.devledger.domain.sync.Existence.Row;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The existence decision table (sync design, section 5), and what holds in each combination. */
class ExistenceTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    E1,  NONE,          CHANGED,   NONE,                CREATE
                    E1,  NONE,          UNCHANGED, NONE,                CREATE
                    E2,  NONE,          ABSENT,    SEEN_CHANGED,        IMPORT
                    E3,  NONE,          CHANGED,   SEEN_CHANGED,        ADOPT
                    E4,  LINKED,        UNCHANGED, SEEN_CHANGED,        MERGE_FIELDS
                    E4,  LINKED,        CHANGED,   SEEN_UNCHANGED,      MERGE_FIELDS
                    E4,  OUT_OF_SCOPE,  UNCHANGED, SEEN_UNCHANGED,      MERGE_FIELDS
                    E5,  LINKED,        UNCHANGED, MISSING,             LOOK_UP
                    E5,  LINKED,        CHANGED,   MISSING,             LOOK_UP
                    E5,  LINKED,        DELETED,   MISSING,             LOOK_UP
                    E6,  LINKED,        UNCHANGED, GONE,                DELETE_LOCALLY
                    E7,  LINKED,        CHANGED,   GONE,                DETACH_AND_ASK
                    E8,  LINKED,        DELETED,   SEEN_UNCHANGED,      FETCH
                    E8,  LINKED,        DELETED,   CONFIRMED_UNCHANGED, DELETE_REMOTELY
                    E9,  LINKED,        DELETED,   SEEN_CHANGED,        ASK
                    E9,  LINKED,        DELETED,   MOVED_MAPPED,        ASK
                    E10, LINKED,        DELETED,   GONE,                CLOSE
                    E10, LINKED,        ARCHIVED,  GONE,                CLOSE
                    E11, LINKED,        UNCHANGED, MOVED_MAPPED,        MOVE
                    E11, LINKED,        CHANGED,   MOVED_MAPPED,        MOVE
                    E11, OUT_OF_SCOPE,  CHANGED,   MOVED_MAPPED,        MOVE
                    E11, LINKED,        CHANGED,   MOVED_UNMAPPED,      LEAVE_SCOPE
                    E11, LINKED,        DELETED,   MOVED_UNMAPPED,      LEAVE_SCOPE
                    E11, OUT_OF_SCOPE,  CHANGED,   MISSING,             NOTHING
                    E11, OUT_OF_SCOPE,  UNCHANGED, GONE,                NOTHING
                    E12, CLOSED,        ARCHIVED,  SEEN_UNCHANGED,      RESTORE_LOCALLY
                    E12, LINKED,        ARCHIVED,  SEEN_UNCHANGED,      RESTORE_LOCALLY
                    E13, CLOSED,        DELETED,   SEEN_UNCHANGED,      ASK
                    E13, CLOSED,        CHANGED,   SEEN_CHANGED,        ASK
                    E13, DETACHED,      CHANGED,   SEEN_UNCHANGED,      ASK
                    E14, CLASH,         CHANGED,   SEEN_CHANGED,        FREEZE
                    E14, CLASH,         DELETED,   UNKNOWN,             FREEZE
                    E15, LINKED,        UNCHANGED, UNKNOWN,             NOTHING
                    E15, LINKED,        CHANGED,   UNKNOWN,             NOTHING
                    E15, LINKED,        DELETED,   UNKNOWN,             FETCH
                    E15, NONE,          CHANGED,   UNKNOWN,             NOTHING
                    E16, CREATE_UNSENT, DELETED,   UNKNOWN,             CANCEL_CREATE
                    E16, CREATE_SENT,   DELETED,   NONE,                RESOLVE_CREATE
                    E17, LINKED,        UNCHANGED, NOT_EXPECTED,        NOTHING
                    E17, LINKED,        CHANGED,   NOT_EXPECTED,        FETCH
                    E18, CLOSED,        CHANGED,   GONE,                CREATE
                    E18, CLOSED,        UNCHANGED, NONE,                CREATE
                    E18, CLOSED,        CHANGED,   MISSING,             FETCH
                        , CREATE_SENT,  CHANGED,   NONE,                RESOLVE_CREATE
                        , NONE,         DELETED,   NONE,                NOTHING
                        , CLOSED,       DELETED,   GONE,                NOTHING
                        , DETACHED,     CHANGED,   GONE,                NOTHING
                        , RELEASED,     CHANGED,   SEEN_CHANGED,        NOTHING
                    """)
    void each_row(Row row, LinkState link, LocalState local, RemoteState remote, Action action) {
        assertThat(Existence.of(link, local, remote)).isEqualTo(new Existence(row, action));
    }

    private interface Law {
        void check(LinkState link, LocalState local, RemoteState remote, Existence decided);
    }

    private static void always(Law law) {
        for (LinkState link : LinkState.values()) {
            for (LocalState local : LocalState.values()) {
                for (RemoteState remote : RemoteState.values()) {
                    law.check(link, local, remote, Existence.of(link, local, remote));
                }
            }
        }
    }

    @Test
    void the_remote_is_deleted_only_after_a_person_did_and_where_it_is_surely_unchanged() {
        always((link, local, remote, decided) -> {
            if (decided.action() == Action.DELETE_REMOTELY) {
                assertThat(link).isIn(LinkState.LINKED, LinkState.OUT_OF_SCOPE);
                assertThat(local).isEqualTo(LocalState.DELETED);
                assertThat(remote).isEqualTo(RemoteState.CONFIRMED_UNCHANGED);
                assertThat(decided.row()).isEqualTo(Row.E8);
            }
        });
    }

    @Test
    void the_ledger_is_deleted_only_where_the_remote_is_surely_gone_and_nothing_changed_here() {
        always((link, local, remote, decided) -> {
            if (decided.action() == Action.DELETE_LOCALLY) {
                assertThat(link).isEqualTo(LinkState.LINKED);
                assertThat(local).isEqualTo(LocalState.UNCHANGED);
                assertThat(remote).isEqualTo(RemoteState.GONE);
            }
        });
    }

    @Test
    void an_incomplete_read_leads_to_nothing_but_a_question() {
        Set<Action> harmless =
                EnumSet.of(Action.NOTHING, Action.FETCH, Action.FREEZE, Action.CANCEL_CREATE, Action.RESOLVE_CREATE);
        always((link, local, remote, decided) -> {
            if (remote == RemoteState.UNKNOWN) {
                assertThat(decided.action()).as("%s %s", link, local).isIn(harmless);
            }
        });
    }

    @Test
    void one_absence_deletes_closes_and_makes_nothing() {
        Set<Action> lasting = EnumSet.of(
                Action.DELETE_LOCALLY, Action.DELETE_REMOTELY, Action.CLOSE, Action.DETACH_AND_ASK, Action.CREATE);
        always((link, local, remote, decided) -> {
            if (remote == RemoteState.MISSING || remote == RemoteState.NOT_EXPECTED) {
                assertThat(decided.action()).as("%s %s", link, local).isNotIn(lasting);
            }
        });
    }

    @Test
    void only_what_is_in_the_ledger_is_made_and_only_where_no_link_lives() {
        always((link, local, remote, decided) -> {
            if (decided.action() == Action.CREATE) {
                assertThat(local.isPresent()).isTrue();
                assertThat(link).isIn(LinkState.NONE, LinkState.CLOSED);
                assertThat(remote).isIn(RemoteState.NONE, RemoteState.GONE);
            }
        });
    }

    @Test
    void what_changed_there_or_moved_is_never_deleted_nor_let_go() {
        Set<Action> loss =
                EnumSet.of(Action.DELETE_LOCALLY, Action.DELETE_REMOTELY, Action.CLOSE, Action.DETACH_AND_ASK);
        always((link, local, remote, decided) -> {
            if (remote == RemoteState.SEEN_CHANGED
                    || remote == RemoteState.MOVED_MAPPED
                    || remote == RemoteState.MOVED_UNMAPPED) {
                assertThat(decided.action()).as("%s %s %s", link, local, remote).isNotIn(loss);
            }
        });
    }

    @Test
    void what_a_person_deleted_is_not_brought_back_without_asking() {
        Set<Action> back = EnumSet.of(
                Action.RESTORE_LOCALLY, Action.IMPORT, Action.ADOPT, Action.MERGE_FIELDS, Action.MOVE, Action.CREATE);
        always((link, local, remote, decided) -> {
            if (local == LocalState.DELETED) {
                assertThat(decided.action()).as("%s %s", link, remote).isNotIn(back);
            }
        });
    }

    @Test
    void a_clash_and_what_was_let_go_stay_untouched() {
        always((link, local, remote, decided) -> {
            if (link == LinkState.CLASH) {
                assertThat(decided).isEqualTo(new Existence(Row.E14, Action.FREEZE));
            }
            if (link == LinkState.RELEASED) {
                assertThat(decided).isEqualTo(new Existence(null, Action.NOTHING));
            }
        });
    }

    @Test
    void nothing_is_done_without_a_row_but_to_find_out_about_a_create() {
        Set<Row> met = EnumSet.noneOf(Row.class);
        always((link, local, remote, decided) -> {
            if (decided.row() == null) {
                assertThat(decided.action()).isIn(Action.NOTHING, Action.RESOLVE_CREATE);
            } else {
                met.add(decided.row());
            }
        });
        assertThat(met).containsExactly(Row.values());
    }
}

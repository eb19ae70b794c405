package dev.devledger.domain.sync.existence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The existence decision table (docs/sync-design.md, section 5), and rules that hold for every combination. */
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
                    E14, CLASH,         CHANGED,   SEEN_CHANGED,        FREEZE
                    E14, CLASH,         DELETED,   UNKNOWN,             FREEZE
                    E15, LINKED,        UNCHANGED, UNKNOWN,             NOTHING
                    E8,  LINKED,        DELETED,   UNKNOWN,             FETCH
                    E15, LINKED,        CHANGED,   UNKNOWN,             FETCH
                    E15, NONE,          CHANGED,   UNKNOWN,             NOTHING
                    E16, CREATE_SENT,   DELETED,   UNKNOWN,             RESOLVE_CREATE
                    E17, LINKED,        UNCHANGED, NOT_EXPECTED,        NOTHING
                    E17, LINKED,        CHANGED,   NOT_EXPECTED,        FETCH
                    E18, CLOSED,        CHANGED,   GONE,                CREATE
                    E18, CLOSED,        UNCHANGED, NONE,                CREATE
                    E18, CLOSED,        CHANGED,   MISSING,             FETCH
                       , NONE,          DELETED,   NONE,                NOTHING
                       , CLOSED,        DELETED,   GONE,                NOTHING
                       , DETACHED,      CHANGED,   GONE,                NOTHING
                    """)
    void each_row(@Nullable String row, LinkState link, LocalState local, RemoteState remote, Action action) {
        assertThat(ExistenceDecision.of(link, local, remote)).isEqualTo(existence(row, action));
    }

    /** Rows for a create without an answer (docs/sync-design.md, section 6). */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    E1,  CREATE_SENT,    CHANGED, UNKNOWN,      RESOLVE_CREATE
                    E1,  CREATE_SENT,    CHANGED, SEEN_CHANGED, ADOPT
                    E1,  CREATE_SENT,    CHANGED, NONE,         CREATE
                    E3,  CREATE_SENT,    CHANGED, AMBIGUOUS,    ASK
                    E3,  CREATE_SENT,    CHANGED, HOLDS_OTHERS, ASK
                    E3,  CREATE_SPENT,   CHANGED, NONE,         ASK
                    E1,  CREATE_SPENT,   CHANGED, SEEN_CHANGED, ADOPT
                    E16, CREATE_SENT,    DELETED, SEEN_CHANGED, ADOPT
                    E16, CREATE_SENT,    OUTSIDE, SEEN_CHANGED, ADOPT
                    E16, CREATE_SENT,    DELETED, NONE,         CLOSE
                    E16, CREATE_SPENT,   DELETED, NONE,         CLOSE
                    E16, CREATE_SENT,    DELETED, AMBIGUOUS,    CLOSE
                    E1,  NEVER_ANSWERED, CHANGED, UNKNOWN,      RESOLVE_CREATE
                    E1,  NEVER_ANSWERED, CHANGED, NONE,         CREATE
                    E3,  NEVER_ANSWERED, CHANGED, MADE_LATE,    ADOPT
                    E16, NEVER_ANSWERED, DELETED, UNKNOWN,      WAIT
                    E14, STOPPED,        CHANGED, UNKNOWN,      FREEZE
                    E1,  STOPPED,        CHANGED, NONE,         CREATE
                    E3,  STOPPED,        CHANGED, SEEN_CHANGED, ADOPT
                    E3,  STOPPED,        CHANGED, MADE_LATE,    ADOPT
                    E3,  STOPPED,        CHANGED, AMBIGUOUS,    ASK
                    E16, STOPPED,        DELETED, UNKNOWN,      CLOSE
                    """)
    void each_create_without_an_answer(
            @Nullable String row, LinkState link, LocalState local, RemoteState remote, Action action) {
        assertThat(ExistenceDecision.of(link, local, remote)).isEqualTo(existence(row, action));
    }

    /** Rows for objects that are not, or not certainly, the one that the link names. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    E2,        NONE,         ABSENT,    GLIMPSED,     WAIT
                    E3,        NONE,         CHANGED,   GLIMPSED,     WAIT
                    E3,        NONE,         CHANGED,   AMBIGUOUS,    ASK
                    E3,        NONE,         CHANGED,   HOLDS_OTHERS, ASK
                    E3,        NONE,         CHANGED,   MADE_LATE,    ADOPT
                    E4,        LINKED,       UNCHANGED, GLIMPSED,     FETCH
                    E12,       CLOSED,       ARCHIVED,  GLIMPSED,     RESTORE_LOCALLY
                    E13,       CLOSED,       DELETED,   GLIMPSED,     WAIT
                    E13,       CLOSED,       ARCHIVED,  FORMER,       ASK
                    E13,       NONE,         CHANGED,   FORMER,       ASK
                    E13,       DETACHED,     CHANGED,   FORMER,       ASK
                    E13,       DELETE_SENT,  DELETED,   FORMER,       RESOLVE_DELETE
                    DUPLICATE, LINKED,       CHANGED,   FORMER,       REPORT_COPY
                    DUPLICATE, LINKED,       UNCHANGED, MADE_LATE,    REPORT_COPY
                    DUPLICATE, OUT_OF_SCOPE, UNCHANGED, FORMER,       REPORT_COPY
                    DUPLICATE, CLOSED,       DELETED,   MADE_LATE,    REPORT_COPY
                    DUPLICATE, NONE,         DELETED,   MADE_LATE,    REPORT_COPY
                    DUPLICATE, STOPPED,      DELETED,   MADE_LATE,    REPORT_COPY
                    """)
    void each_other_object(@Nullable String row, LinkState link, LocalState local, RemoteState remote, Action action) {
        assertThat(ExistenceDecision.of(link, local, remote)).isEqualTo(existence(row, action));
    }

    /** Rows for a delete that was begun, or must not be sent yet. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    E8,  DELETE_SENT,  DELETED,  SEEN_UNCHANGED,      FETCH
                    E8,  DELETE_SENT,  DELETED,  CONFIRMED_UNCHANGED, DELETE_REMOTELY
                    E9,  DELETE_SENT,  DELETED,  SEEN_CHANGED,        ASK
                    E9,  LINKED,       DELETED,  HOLDS_OTHERS,        ASK
                    E8,  LINKED,       DELETED,  HOLDS_OURS,          WAIT
                    E9,  LINKED,       DELETED,  CANNOT_TELL,         ASK
                    E10, DELETE_SENT,  DELETED,  GONE,                CLOSE
                    E11, DELETE_SENT,  DELETED,  MOVED_UNMAPPED,      LEAVE_SCOPE
                    E18, DELETE_SENT,  CHANGED,  SEEN_UNCHANGED,      RESOLVE_DELETE
                    E18, DELETE_SENT,  CHANGED,  GONE,                RESOLVE_DELETE
                    E4,  DELETE_OVER,  CHANGED,  SEEN_UNCHANGED,      LINK_AGAIN
                    E4,  DELETE_OVER,  CHANGED,  MOVED_UNMAPPED,      LINK_AGAIN
                    E4,  DELETE_OVER,  CHANGED,  CANNOT_TELL,         LINK_AGAIN
                    E10, DELETE_OVER,  CHANGED,  GONE,                CLOSE
                    E18, DELETE_OVER,  CHANGED,  UNKNOWN,             RESOLVE_DELETE
                    E11, DELETE_SENT,  OUTSIDE,  UNKNOWN,             RESOLVE_DELETE
                    E8,  LINKED,       REPLACED, UNKNOWN,             FETCH
                    E8,  LINKED,       REPLACED, CONFIRMED_UNCHANGED, DELETE_REMOTELY
                    E8,  LINKED,       REPLACED, HOLDS_OURS,          WAIT
                    E11, LINKED,       REPLACED, HOLDS_OTHERS,        RELEASE
                    E4,  LINKED,       REPLACED, SEEN_CHANGED,        MERGE_FIELDS
                    E4,  DELETE_SENT,  REPLACED, SEEN_CHANGED,        MERGE_FIELDS
                    E11, LINKED,       REPLACED, MOVED_MAPPED,        MOVE
                    E10, LINKED,       REPLACED, GONE,                CLOSE
                    E9,  OUT_OF_SCOPE, DELETED,  SEEN_UNCHANGED,      ASK
                    """)
    void each_delete(@Nullable String row, LinkState link, LocalState local, RemoteState remote, Action action) {
        assertThat(ExistenceDecision.of(link, local, remote)).isEqualTo(existence(row, action));
    }

    /** Rows for objects that the ledger has let go, or lets go. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    E11, LINKED,       OUTSIDE, UNKNOWN,        RELEASE
                    E11, LINKED,       OUTSIDE, GONE,           RELEASE
                       , OUT_OF_SCOPE, OUTSIDE, SEEN_CHANGED,   NOTHING
                       , RELEASED,     OUTSIDE, SEEN_CHANGED,   NOTHING
                       , RELEASED,     DELETED, SEEN_CHANGED,   NOTHING
                    E11, RELEASED,     CHANGED, UNKNOWN,        FETCH
                    E11, RELEASED,     CHANGED, SEEN_CHANGED,   LINK_AGAIN
                    E11, RELEASED,     CHANGED, MOVED_UNMAPPED, LINK_AGAIN
                    E11, RELEASED,     CHANGED, CANNOT_TELL,    LINK_AGAIN
                    E18, RELEASED,     CHANGED, GONE,           CREATE
                       , DETACHED,     CHANGED, SEEN_CHANGED,   NOTHING
                       , DETACHED,     DELETED, SEEN_UNCHANGED, NOTHING
                    """)
    void each_parting(@Nullable String row, LinkState link, LocalState local, RemoteState remote, Action action) {
        assertThat(ExistenceDecision.of(link, local, remote)).isEqualTo(existence(row, action));
    }

    private static ExistenceDecision existence(@Nullable String code, Action action) {
        return new ExistenceDecision(
                Stream.of(ExistenceRule.values())
                        .filter(rule -> rule.code().equals(code))
                        .findFirst()
                        .orElse(null),
                action);
    }

    private interface Law {
        void check(LinkState link, LocalState local, RemoteState remote, ExistenceDecision decided);
    }

    private static void always(Law law) {
        for (LinkState link : LinkState.values()) {
            for (LocalState local : LocalState.values()) {
                for (RemoteState remote : RemoteState.values()) {
                    law.check(link, local, remote, ExistenceDecision.of(link, local, remote));
                }
            }
        }
    }

    @Test
    void the_remote_is_deleted_only_after_a_person_did_and_where_it_is_surely_unchanged() {
        always((link, local, remote, decided) -> {
            if (decided.action() == Action.DELETE_REMOTELY) {
                assertThat(link)
                        .isIn(LinkState.LINKED, LinkState.DELETE_SENT, LinkState.DELETE_OVER, LinkState.OUT_OF_SCOPE);
                assertThat(local).isIn(LocalState.DELETED, LocalState.REPLACED);
                assertThat(remote).isEqualTo(RemoteState.CONFIRMED_UNCHANGED);
                assertThat(decided.row()).isEqualTo(ExistenceRule.DELETED_LOCALLY);
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
        Set<Action> harmless = EnumSet.of(
                Action.NOTHING,
                Action.FETCH,
                Action.WAIT,
                Action.FREEZE,
                Action.RESOLVE_CREATE,
                Action.RESOLVE_DELETE,
                Action.RELEASE);
        always((link, local, remote, decided) -> {
            boolean hasNoObject = link == LinkState.STOPPED;
            if (remote == RemoteState.UNKNOWN && !hasNoObject) {
                assertThat(decided.action()).as("%s %s", link, local).isIn(harmless);
            }
        });
    }

    @Test
    void one_absence_deletes_closes_and_makes_nothing() {
        Set<Action> lasting = EnumSet.of(
                Action.DELETE_LOCALLY, Action.DELETE_REMOTELY, Action.CLOSE, Action.DETACH_AND_ASK, Action.CREATE);
        always((link, local, remote, decided) -> {
            boolean absent = remote == RemoteState.MISSING || remote == RemoteState.NOT_EXPECTED;
            if (absent && link != LinkState.STOPPED) {
                assertThat(decided.action()).as("%s %s", link, local).isNotIn(lasting);
            }
        });
    }

    @Test
    void only_what_is_in_the_ledger_is_made_and_only_where_nothing_is_there() {
        Set<LinkState> living = EnumSet.of(
                LinkState.LINKED,
                LinkState.DELETE_SENT,
                LinkState.DELETE_OVER,
                LinkState.OUT_OF_SCOPE,
                LinkState.DETACHED,
                LinkState.CLASH);
        always((link, local, remote, decided) -> {
            if (decided.action() == Action.CREATE) {
                assertThat(local.isPresent()).isTrue();
                assertThat(link).isNotIn(living);
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
                    || remote == RemoteState.MOVED_UNMAPPED
                    || remote == RemoteState.HOLDS_OTHERS
                    || remote == RemoteState.CANNOT_TELL) {
                boolean hasAnObject = link != LinkState.STOPPED && !isCreate(link);
                if (hasAnObject) {
                    assertThat(decided.action())
                            .as("%s %s %s", link, local, remote)
                            .isNotIn(loss);
                }
            }
        });
    }

    private static boolean isCreate(LinkState link) {
        return link == LinkState.CREATE_SENT || link == LinkState.CREATE_SPENT;
    }

    @Test
    void what_a_person_deleted_is_not_brought_back_without_asking() {
        Set<Action> back = EnumSet.of(
                Action.RESTORE_LOCALLY,
                Action.IMPORT,
                Action.ADOPT,
                Action.MERGE_FIELDS,
                Action.MOVE,
                Action.LINK_AGAIN,
                Action.CREATE);
        always((link, local, remote, decided) -> {
            if (local == LocalState.DELETED && !isCreate(link)) {
                assertThat(decided.action()).as("%s %s", link, remote).isNotIn(back);
            }
        });
    }

    @Test
    void a_clash_and_what_was_let_go_stay_untouched() {
        always((link, local, remote, decided) -> {
            if (link == LinkState.CLASH) {
                assertThat(decided).isEqualTo(new ExistenceDecision(ExistenceRule.UNDECIDED, Action.FREEZE));
            }
            boolean another = remote == RemoteState.FORMER || remote == RemoteState.MADE_LATE;
            boolean letGo = link == LinkState.DETACHED || (link == LinkState.RELEASED && !local.isPresent());
            if (letGo && !another) {
                assertThat(decided).isEqualTo(new ExistenceDecision(null, Action.NOTHING));
            }
        });
    }

    @Test
    void what_was_another_object_of_it_is_never_taken_over_unasked() {
        Set<Action> harmless = EnumSet.of(Action.ASK, Action.REPORT_COPY, Action.RESOLVE_DELETE, Action.FREEZE);
        always((link, local, remote, decided) -> {
            if (remote == RemoteState.FORMER) {
                assertThat(decided.action()).as("%s %s", link, local).isIn(harmless);
            }
        });
    }

    @Test
    void what_may_still_be_deleted_by_us_is_not_taken_for_there_nor_made_again() {
        Set<Action> early = EnumSet.of(Action.LINK_AGAIN, Action.CREATE, Action.CLOSE);
        always((link, local, remote, decided) -> {
            if (link == LinkState.DELETE_SENT && local.isPresent()) {
                assertThat(decided.action()).as("%s", remote).isNotIn(early);
            }
        });
    }

    @Test
    void nothing_is_done_without_a_row() {
        Set<ExistenceRule> met = EnumSet.noneOf(ExistenceRule.class);
        always((link, local, remote, decided) -> {
            if (decided.row() == null) {
                assertThat(decided.action()).isEqualTo(Action.NOTHING);
            } else {
                met.add(decided.row());
            }
        });
        assertThat(met).containsExactly(ExistenceRule.values());
    }
}

package dev.devledger.domain.sync.existence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.existence.ExistenceDecision.LookupFindings;
import dev.devledger.domain.sync.existence.ExistenceDecision.LookupFindings.ById;
import dev.devledger.domain.sync.existence.ExistenceDecision.LookupFindings.Elsewhere;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The findings on an item that its list no longer shows (docs/sync-design.md, section 5). */
class LookUpTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    FINISHED,   NOT_SEARCHED, true,  false, SEEN_CHANGED
                    FINISHED,   NOT_SEARCHED, false, true,  SEEN_UNCHANGED
                    FINISHED,   NOWHERE,      true,  true,  SEEN_CHANGED
                    OPEN,       NOT_SEARCHED, false, true,  GONE
                    OPEN,       NOT_SEARCHED, false, false, MISSING
                    OPEN,       NOWHERE,      true,  true,  GONE
                    NOT_THERE,  NOT_SEARCHED, false, true,  MISSING
                    NOT_THERE,  NOWHERE,      false, true,  MOVED_UNMAPPED
                    NOT_THERE,  IN_MAPPED,    false, false, MOVED_MAPPED
                    NOT_THERE,  IN_UNMAPPED,  false, false, MOVED_UNMAPPED
                    DELETED,    NOT_SEARCHED, false, false, GONE
                    DELETED,    NOWHERE,      true,  false, GONE
                    EMPTY,      NOT_SEARCHED, false, true,  GONE
                    EMPTY,      NOT_SEARCHED, false, false, MISSING
                    LIST_GONE,  NOT_SEARCHED, false, true,  MISSING
                    LIST_GONE,  NOWHERE,      false, true,  GONE
                    LIST_GONE,  NOWHERE,      false, false, MISSING
                    LIST_GONE,  IN_MAPPED,    false, true,  MOVED_MAPPED
                    UNANSWERED, NOT_SEARCHED, false, true,  MISSING
                    UNANSWERED, NOWHERE,      false, true,  MISSING
                    UNANSWERED, IN_MAPPED,    false, true,  MOVED_MAPPED
                    """)
    void each_answer(ById byId, Elsewhere elsewhere, boolean changed, boolean settled, RemoteState state) {
        assertThat(new LookupFindings(byId, elsewhere, changed, settled).state())
                .isEqualTo(state);
    }

    @Test
    void only_what_settled_or_is_told_and_was_not_found_elsewhere_is_gone() {
        for (ById byId : ById.values()) {
            for (Elsewhere elsewhere : Elsewhere.values()) {
                for (boolean changed : new boolean[] {false, true}) {
                    if (byId != ById.DELETED) {
                        assertThat(new LookupFindings(byId, elsewhere, changed, false).state())
                                .isNotEqualTo(RemoteState.GONE);
                    }
                    if (elsewhere == Elsewhere.IN_MAPPED || elsewhere == Elsewhere.IN_UNMAPPED) {
                        assertThat(new LookupFindings(byId, elsewhere, changed, true).state())
                                .isIn(RemoteState.MOVED_MAPPED, RemoteState.MOVED_UNMAPPED);
                    }
                }
            }
        }
    }
}

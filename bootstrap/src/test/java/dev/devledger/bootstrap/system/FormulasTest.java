package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.services.trackingtime.json.AllowedFields.Columns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that a spreadsheet would run, in all that leaves as CSV. */
class FormulasTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1", "+1", "-x", "@a", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－x", "＠a", "﹦1", "﹢1", "﹣x", "﹫a", "'=1",
                "''＝1"
            })
    void a_formula_has_one_apostrophe_more_and_loses_that_one(String text) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo("'" + text);
        assertThat(FormulaGuard.unguarded(FormulaGuard.guarded(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "'", "'quoted'", " x", "10", "'tis"})
    void all_else_is_left_as_it_is(String text) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo(text);
        assertThat(FormulaGuard.unguarded(text)).isEqualTo(text);
    }

    @Test
    void a_table_of_trackingtime_has_none_and_its_numbers_stay_numbers() {
        String csv = "ID,Notes,Hours,Rate\n1,\"=cmd|\"\"/c calc\"\"!A1\",-1.5,9\n2,＝1+1,+x,9\n";

        assertThat(Columns.of(csv, ',').csv())
                .isEqualTo("ID,Notes,Hours\r\n1,\"'=cmd|\"\"/c calc\"\"!A1\",-1.5\r\n2,'＝1+1,'+x\r\n");
    }
}

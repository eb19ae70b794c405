package dev.devledger.adapters.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Turn it round with POST /api/sync/conflicts/6f0c2a52-0000-4000-8000-000000000001/resolve. | Turn it round with resolve_sync_conflicts with conflict=6f0c2a52-0000-4000-8000-000000000001.",
                "it waits for your decision: GET /api/sync/conflicts | it waits for your decision: resolve_sync_conflicts",
                "it waits for your approval: GET /api/sync/approvals     | it waits for your approval: the user approves"
                        + " or refuses it in Devledger",
                "Renamed it to /api                                  | Renamed it to /api",
            })
    void stored_texts_name_tools_instead_of_calls_of_rest(String stored, String told) {
        assertThat(RuleWords.withTools(stored)).isEqualTo(told);
    }
}

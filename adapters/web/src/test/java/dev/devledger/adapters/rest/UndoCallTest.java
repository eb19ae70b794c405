package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is asked of an undo in a form that is not its own. */
class UndoCallTest extends RestTest {

    @Test
    void only_the_sync_s_own_is_409() {
        Http.Got answer = http.post("/api/change-sets/" + NothingHappened.OF_THE_SYNC + "/undo", "{\"force\":true}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("conflict_state", "only claims or internal records of the sync");
    }

    @Test
    void several_at_once_are_one_undo() {
        Http.Got none = http.post("/api/change-sets/undo", "{\"changeSets\":[]}");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text()).contains("changeSets", "must have 1 to 200 change sets");
        assertThat(http.post("/api/change-sets/undo", "{}").status()).isEqualTo(422);
        String ids = "\"" + NothingHappened.OF_THE_SYNC + "\"";
        assertThat(http.post("/api/change-sets/undo", "{\"changeSets\":[" + ids + ",\"P-12\"]}")
                        .status())
                .isEqualTo(404);
        Http.Got sync = http.post("/api/change-sets/undo", "{\"changeSets\":[" + ids + "]}");
        assertThat(sync.status()).isEqualTo(409);
        assertThat(sync.text()).contains("only claims or internal records of the sync");
    }
}

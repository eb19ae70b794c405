package dev.devledger.adapters.services.ticktick.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.ticktick.TickTickStub;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.SharedCallBudget;
import java.util.Optional;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnotherTokenTest {
    private final TickTickStub ticktick = new TickTickStub("10/60s");

    @AfterEach
    void close() {
        ticktick.close();
    }

    private static String token(Headers headers) {
        return String.valueOf(headers.get("Authorization"));
    }

    @Test
    void a_401_is_repeated_once_with_the_other_token_writes_too() {
        ticktick.other = Optional.of("renewed");
        ticktick.answers(401, "").answers(200, "{\"id\":\"70aa00000000000000000001\",\"name\":\"One\"}");
        assertThat(ticktick.calls()
                        .send(DirectRequest.of("ticktick_create_project").saying("{\"name\":\"One\"}")))
                .isInstanceOf(DirectReply.Json.class);
        assertThat(token(ticktick.request().getHeaders())).isEqualTo("Bearer " + TickTickStub.TOKEN);
        var repeated = ticktick.request();
        assertThat(token(repeated.getHeaders())).isEqualTo("Bearer renewed");
        assertThat(repeated.getBody().utf8()).isEqualTo("{\"name\":\"One\"}");
        assertThat(ticktick.refused).isEqualTo(TickTickStub.TOKEN);
        assertThat(ticktick.budget.sent()).as("counted").isEqualTo(2);
        assertThat(ticktick.budget.use().getFirst().used()).isEqualTo(2);
    }

    @Test
    void a_second_401_is_the_end_and_shows_neither_token() {
        ticktick.other = Optional.of("renewed");
        ticktick.answers(401, "").answers(401, "{\"error\":\"invalid_token\",\"errorMessage\":\"renewed is wrong\"}");
        assertThat(ticktick.calls().send(DirectRequest.of("ticktick_list_projects")))
                .isInstanceOfSatisfying(DirectReply.NotAuthorized.class, no -> assertThat(no.detail())
                        .doesNotContain("renewed", TickTickStub.TOKEN));
        assertThat(ticktick.requests()).isEqualTo(2);
    }

    @Test
    void without_another_one_it_is_not_repeated() {
        ticktick.answers(401, "");
        Outcome outcome = ticktick.client.call(SharedCallBudget.CallPurpose.READ, TickTickApi.projects());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.NothingDone.class, held -> assertThat(held.hold())
                .isEqualTo(NotSentReason.NEEDS_AUTHORIZATION));
        assertThat(ticktick.requests()).isEqualTo(1);
    }

    @Test
    void only_a_401_asks_for_another_one() {
        ticktick.other = Optional.of("renewed");
        ticktick.answers(403, "");
        assertThat(ticktick.calls().send(DirectRequest.of("ticktick_list_projects")))
                .isInstanceOf(DirectReply.NotAuthorized.class);
        assertThat(ticktick.refused).isNull();
    }
}

package dev.devledger.adapters.services.clickup.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.client.ClickUpStub;
import dev.devledger.adapters.services.clickup.webhook.WebhookKeeper.ClickUpHints;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.Hint;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final String SECRET = "the-hook-secret";
    private static final URI ENDPOINT = URI.create("https://ledger.example/hooks/clickup");
    private static final ConnectedAccount ACCOUNT =
            new ConnectedAccount("clickup", "live", ConnectorMode.LIVE, task -> task.id());

    private final ClickUpStub clickup = new ClickUpStub("off");
    private final Secrets secrets = new Secrets();
    private final List<Hint> missed = new ArrayList<>();
    private final ClickUpHints hints = new ClickUpHints(secrets, ACCOUNT);
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final WebhookKeeper keeper = new WebhookKeeper(
            clickup.client, new WebhookKeeper.Address(ENDPOINT, "108"), secrets, ACCOUNT, missed::add, () -> now);

    @AfterEach
    void close() {
        clickup.close();
    }

    private static final class Secrets implements SecretStore {
        final Map<String, String> byName = new HashMap<>();

        @Override
        public void put(String name, String secret) {
            byName.put(name, secret);
        }

        @Override
        public boolean add(String name, String secret) {
            return byName.putIfAbsent(name, secret) == null;
        }

        @Override
        public Lookup get(String name) {
            String secret = byName.get(name);
            return secret == null ? new Lookup.Missing() : new Lookup.Opened(secret);
        }

        @Override
        public void remove(String name) {
            byName.remove(name);
        }
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<Hint> delivered(String body, String signature) {
        return hints.accept(Map.of("x-signature", signature), body.getBytes(UTF_8));
    }

    private static String listed(String health) {
        return "{\"webhooks\":[{\"id\":\"other\",\"endpoint\":\"https://example.org\",\"secret\":\"s\"},{\"id\":\"hook\","
                + "\"endpoint\":\"" + ENDPOINT + "\",\"health\":{\"status\":\"" + health + "\",\"fail_count\":3},"
                + "\"secret\":\"" + SECRET + "\"}]}";
    }

    private void registered() {
        clickup.answers(200, listed("active"));
        keeper.keep();
        clickup.request();
    }

    @Test
    void where_there_is_none_one_is_registered_and_everything_is_looked_at() {
        clickup.answers(200, "{\"webhooks\":[]}")
                .answers(200, "{\"id\":\"hook\",\"webhook\":{\"id\":\"hook\",\"secret\":\"" + SECRET + "\"}}");
        keeper.keep();
        assertThat(clickup.request().getUrl().encodedPath()).isEqualTo("/api/v2/team/108/webhook");
        RecordedRequest made = clickup.request();
        assertThat(made.getMethod()).isEqualTo("POST");
        assertThat(made.getBody().utf8()).contains("\"endpoint\":\"" + ENDPOINT + "\"", "\"taskMoved\"");
        assertThat(missed).containsExactly(Hint.EVERYTHING);
        assertThat(delivered("{}", signature("{}"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"webhooks\":null}", "[]"})
    void an_answer_without_webhooks_is_not_that_there_is_none(String answer) {
        clickup.answers(200, answer);
        keeper.keep();
        assertThat(clickup.requests()).as("no other one is made").isEqualTo(1);
        assertThat(missed).isEmpty();
    }

    @Test
    void one_that_is_there_is_taken_over_and_asked_for_at_a_slow_pace() {
        registered();
        assertThat(delivered("{}", signature("{}"))).isPresent();
        now = now.plusSeconds(599);
        keeper.keep();
        assertThat(clickup.requests()).isEqualTo(1);
        assertThat(missed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"suspended", "failing"})
    void what_is_suspended_is_revived_and_what_it_missed_is_looked_for(String health) {
        clickup.answers(200, listed(health)).answers(200, "{}");
        keeper.keep();
        clickup.request();
        RecordedRequest revived = clickup.request();
        assertThat(revived.getMethod() + " " + revived.getUrl().encodedPath()).isEqualTo("PUT /api/v2/webhook/hook");
        assertThat(revived.getBody().utf8()).contains("\"status\":\"active\"", ENDPOINT.toString());
        assertThat(missed).containsExactly(Hint.EVERYTHING);
    }

    @Test
    void what_was_not_answered_is_tried_again_soon() {
        clickup.answers(400, "{\"err\":\"no\",\"ECODE\":\"X_1\"}").answers(200, listed("active"));
        keeper.keep();
        now = now.plusSeconds(60);
        keeper.keep();
        assertThat(clickup.requests()).isEqualTo(2);
    }

    @Test
    void what_is_not_signed_over_these_very_bytes_is_not_believed() {
        String body = "{ \"event\":\"taskUpdated\" ,\n\"webhook_id\" :  \"hook\",\"task_id\":\"86abc12\"}";
        assertThat(delivered(body, signature(body))).as("nobody is registered").isEmpty();
        registered();
        assertThat(delivered(body, signature(body))).isPresent();
        assertThat(delivered(body, signature(body.replace(" ", "")))).isEmpty();
        assertThat(delivered(body.replace("86abc12", "86abc13"), signature(body)))
                .isEmpty();
        assertThat(delivered(body, "ä")).isEmpty();
        assertThat(hints.accept(Map.of(), body.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {"event":"taskUpdated","task_id":"86a","history_items":[{"id":"1","parent_id":"901"}]} | 901 | 86a | false
            {"event":"taskDeleted","task_id":"86a"}                                                | -   | 86a | true
            {"event":"listUpdated","list_id":"901"}                                                | 901 | -   | false
            {"event":"listDeleted","list_id":901}                                                  | 901 | -   | true
            {"event":"spaceDeleted","space_id":"790"}                                              | -   | -   | false
            half a delivery                                                                        | -   | -   | false
            """)
    void it_says_where_to_look(String body, String list, String object, boolean deleted) {
        registered();
        assertThat(delivered(body, signature(body))).hasValueSatisfying(hint -> {
            assertThat(hint.list()).isEqualTo(list);
            assertThat(hint.object()).isEqualTo(object);
            assertThat(hint.deleted()).isEqualTo(deleted);
        });
    }

    @Test
    void deliveries_of_one_change_are_one_look_and_a_deletion_is_another() {
        registered();
        List<String> keys = new ArrayList<>();
        for (String event : List.of("taskStatusUpdated", "taskUpdated", "taskDeleted")) {
            String body = "{\"event\":\"" + event + "\",\"task_id\":\"86a\"}";
            delivered(body, signature(body)).ifPresent(hint -> keys.add(hint.dedupe()));
        }
        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0)).isNotEqualTo(keys.get(2));
    }
}

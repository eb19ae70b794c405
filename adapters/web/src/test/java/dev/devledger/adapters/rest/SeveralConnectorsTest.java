package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Where more than one connector is on. */
@TestPropertySource(properties = "connectors=ticktick,other")
class SeveralConnectorsTest extends RestTest {

    private static List<String> connectors(Http.Got got) {
        return got.json()
                .path("items")
                .valueStream()
                .map(each -> each.path("connector").asString())
                .toList();
    }

    @Test
    void each_has_its_status() {
        assertThat(connectors(http.get("/api/sync/status"))).containsExactly("ticktick", "other");
    }

    @Test
    void a_run_is_of_all_or_of_the_one_that_is_named() {
        Http.Got all = http.post("/api/sync/run", null);
        assertThat(all.json().propertyNames()).containsExactly("items");
        assertThat(connectors(all)).containsExactly("ticktick", "other");
        Http.Got one = http.post("/api/sync/run?connector=other", null);
        assertThat(one.field("/connector")).isEqualTo("other");
        assertThat(one.json().propertyNames()).contains("durationMs").doesNotContain("items");
    }

    @Test
    void a_dry_run_says_whose_plan_each_is() {
        Http.Got all = http.post("/api/sync/run?dryRun=true", null);
        assertThat(connectors(all)).containsExactly("ticktick", "other");
        assertThat(all.json().at("/items/0").propertyNames()).containsExactly("connector", "planHash", "plan");
        assertThat(http.post("/api/sync/run?dryRun=true&connector=ticktick", null)
                        .json()
                        .propertyNames())
                .containsExactly("planHash", "plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cycles", "conflicts", "approvals"})
    void a_list_is_of_all_or_of_the_one_that_is_named(String list) {
        assertThat(http.get("/api/sync/" + list).status()).isEqualTo(200);
        assertThat(http.get("/api/sync/" + list + "?connector=other").status()).isEqualTo(200);
        http.get("/api/sync/" + list + "?connector=third")
                .isProblem(422, "invalid")
                .names("connector");
    }

    @Test
    void who_names_a_connector_that_is_not_there_is_told_which_are() {
        Http.Got none = http.post("/api/sync/run?connector=third", null);
        none.isProblem(422, "invalid").names("connector");
        assertThat(none.text()).contains("ticktick, other");
    }

    @Test
    void all_connectors_are_told_with_what_they_hold() {
        JsonNode all = http.get("/api/connectors").json();
        assertThat(all.isArray()).isTrue();
        assertThat(all.valueStream().map(each -> each.path("name").asString())).containsExactly("ticktick", "other");
        assertThat(all.path(0).propertyNames())
                .containsExactly("name", "mode", "state", "account", "scope", "holds", "placements", "settings");
        assertThat(all.at("/0/placements").valueStream().map(JsonNode::asString))
                .containsExactly("list", "none");
        assertThat(all.at("/0/settings/settle").asString()).isEqualTo("60s");
    }
}

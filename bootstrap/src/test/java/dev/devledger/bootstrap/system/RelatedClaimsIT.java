package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Of a task that ada works on it was said that it is related to another. Who takes that away there changes hers. */
class RelatedClaimsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private final JsonNode project = SAMPLES.project("Related");
    private final String hers = key(SAMPLES.task(project, "Hers"));
    private final String other = key(SAMPLES.task(project, "Other"));

    @BeforeEach
    void related() {
        API.post(200, "/api/tasks/" + hers + "/claim", "{\"agent\": \"ada\"}");
        API.post(200, "/api/tasks/" + hers + "/dependencies?agent=ada", dependency(other));
    }

    private static String dependency(String task) {
        return "{\"type\": \"related\", \"task\": \"" + task + "\"}";
    }

    private Answer patched(String query, String related) {
        return API.patch("/api/tasks/" + other + query, "{\"related\": " + related + "}");
    }

    private Answer removed(String query) {
        return API.send("DELETE", "/api/tasks/" + other + "/dependencies" + query, dependency(hers));
    }

    private String cleared(String more) {
        return "{\"tasks\": [{\"key\": \"%s\", \"clear\": [\"related\"]}], %s}".formatted(other, more);
    }

    private List<String> relatedToOther() {
        return Samples.each(API.get("/api/tasks/" + other).json().path("related"), JsonNode::asString);
    }

    private void assertAskedFor(Answer refused) {
        refused.expect(409);
        assertThat(refused.text("type")).isEqualTo("urn:devledger:problem:claimed");
        assertThat(refused.text("holder")).isEqualTo("ada");
        assertThat(refused.text("until")).matches("2.*Z");
        assertThat(refused.text("task")).isEqualTo(hers);
        assertUnchanged();
    }

    private void assertUnchanged() {
        assertThat(relatedToOther()).containsExactly(hers);
        assertThat(API.get("/api/tasks/" + hers).header("ETag")).isEqualTo("\"2\"");
        assertThat(API.get("/api/tasks/" + other).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void whoever_has_not_claimed_it_needs_force() {
        assertAskedFor(patched("", "[]"));
        assertAskedFor(patched("?agent=bob", "null"));
        assertAskedFor(removed("?agent=bob"));
        assertThat(TOOLS.failure("update_tasks", cleared("\"agent\": \"bob\"")))
                .startsWith("claimed: ")
                .contains(hers, "claimed by ada until", "force=true")
                .endsWith("Nothing was written.");
        assertUnchanged();
    }

    @Test
    void force_takes_it_away_and_leaves_the_claim() {
        patched("?agent=bob&force=true", "[]").expect(200);
        assertThat(relatedToOther()).isEmpty();
        related();
        removed("?agent=bob&force=true").expect(200);
        assertThat(relatedToOther()).isEmpty();
        related();
        TOOLS.call("update_tasks", cleared("\"agent\": \"bob\", \"force\": true, \"confirm\": true"));
        assertThat(relatedToOther()).isEmpty();
        assertThat(API.get("/api/tasks/" + hers).json().at("/claim/agent").asString())
                .isEqualTo("ada");
    }

    @Test
    void who_has_it_or_leaves_it_as_it_is_needs_none() {
        String third = key(SAMPLES.task(project, "Third"));
        patched("?agent=bob", "[\"" + hers + "\", \"" + third + "\"]").expect(200);
        assertThat(relatedToOther()).containsExactlyInAnyOrder(hers, third);
        API.send("DELETE", "/api/tasks/" + other + "/dependencies?agent=bob", dependency(third))
                .expect(200);

        patched("?agent=ada", "[]").expect(200);
        assertThat(relatedToOther()).isEmpty();
        related();
        removed("?agent=ada").expect(200);
        assertThat(relatedToOther()).isEmpty();
    }
}

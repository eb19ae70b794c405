package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People, customers and services are made, changed and deleted in the same way. */
class DirectoryIT {
    private static final Api API = SharedDevledger.get().api();

    private static final String FIELDS = "id key name %s archived createdAt updatedAt deletedAt version links";

    /** What is one's own of each: of a person the address, of others the name. */
    private static String made(String all, String own) {
        return all.endsWith("people")
                ? "{\"name\": \"Ada\", \"email\": \"" + own + "@example.org\"}"
                : "{\"name\": \"" + own + "\"}";
    }

    @ParameterizedTest
    @CsvSource({"/api/people, U-, email me", "/api/customers, C-, notes", "/api/services, S-, notes"})
    void one_is_made_read_changed_deleted_and_restored(String all, String begin, String fields) {
        String body = made(all, "ada-" + UUID.randomUUID());
        String repeat = UUID.randomUUID().toString();
        Answer answer = API.post(201, all, body, "Idempotency-Key", repeat);
        assertThat(answer.json().propertyNames())
                .containsExactlyElementsOf(List.of(FIELDS.formatted(fields).split(" ")));
        assertThat(key(answer.json())).startsWith(begin);
        Answer again = API.post(201, all, body, "Idempotency-Key", repeat);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(answer.json());

        String path = answer.header("Location");
        assertThat(path).isEqualTo(all + "/" + id(answer.json()));
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(API.read(all + "/" + key(answer.json()).toLowerCase(Locale.ROOT)))
                .isEqualTo(answer.json());
        String field = fields.split(" ")[0];
        Answer edited = API.patch(200, path, "{\"" + field + "\": null, \"archived\": true}", "If-Match", "\"1\"");
        assertThat(edited.json().path(field).isNull()).isTrue();
        assertThat(edited.json().path("archived").asBoolean()).isTrue();
        API.patch(412, path, "{\"name\": \"Else\"}", "If-Match", "\"1\"");

        assertThat(API.delete(200, path).json().path("deletedAt").isNull()).isFalse();
        API.patch(409, path, "{\"name\": \"Else\"}");
        Answer restored = API.post(200, path + "/restore", "{\"reason\": \"came back\"}");
        assertThat(restored.json().path("deletedAt").isNull()).isTrue();
        assertThat(API.read(path + "/history").at("/items/0/reason").asString()).isEqualTo("came back");
    }

    @ParameterizedTest
    @CsvSource({"/api/people, email, @example.org", "/api/customers, name, ''", "/api/services, name, ''"})
    void what_is_ones_own_is_so_as_long_as_one_is_not_deleted(String all, String field, String end) {
        String own = "Own-" + UUID.randomUUID();
        Answer made = API.post(201, all, made(all, own));
        String first = made.header("Location");
        assertThat(API.post(409, all, made(all, own.toUpperCase(Locale.ROOT))).body())
                .contains(key(made.json()));
        String change = "{\"" + field + "\": \"%s" + end + "\"}";
        API.patch(200, first, change.formatted(own.toLowerCase(Locale.ROOT)));
        API.delete(200, first);
        String second = API.post(201, all, made(all, own)).header("Location");
        API.post(409, first + "/restore", null);
        API.patch(200, second, change.formatted("other-" + own));
        API.post(200, first + "/restore", null);
        API.patch(409, second, change.formatted(own));
    }
}

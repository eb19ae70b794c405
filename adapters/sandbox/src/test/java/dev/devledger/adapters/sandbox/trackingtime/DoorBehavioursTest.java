package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.TrackingTimeCalls.Reply;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.work.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may come in, which account they get, and what an error looks like. */
class DoorBehavioursTest extends OnTrackingTime {
    private static TrackingTimeCalls with(String authorization) {
        return new TrackingTimeCalls(TrackingTimeServer.URL + PagePaths.API + ACCOUNT, authorization);
    }

    @Test
    @Tag("b01")
    void b01_the_password_alone_opens_the_door() throws IOException {
        for (String user : List.of("API_TOKEN", "whoever", ""))
            assertThat(with(TrackingTimeCalls.basic(user, TrackingTimeServer.OWNER))
                            .get("/me")
                            .id())
                    .isEqualTo(People.ANA);
        assertThat(asUser(People.BEN).get("/me").text("name")).isEqualTo("Ben");
        for (String wrong : List.of("", TrackingTimeCalls.basic("API_TOKEN", "wrong"), "Bearer x", "Basic !"))
            assertThat(with(wrong).get("/me").http()).isEqualTo(401);
        String password = control.post("/passwords", "{'user': " + People.BEN + "}")
                .json()
                .path("password")
                .asString();
        control.post("/passwords/revoke", "{'password': '" + password + "'}");
        assertThat(as(password).get("/me").http()).isEqualTo(401);
        control.post("/account", "{'revoked': true}");
        assertThat(trackingtime.get("/me").http()).isEqualTo(401);
        control.delete("");
        assertThat(withoutAgent()).startsWith("HTTP/1.1 200");
        assertThat(control.get("/requests").body()).contains("Ana without a user agent");
    }

    /** By hand, as an HttpClient always says who it is. */
    private static String withoutAgent() throws IOException {
        URI server = URI.create(TrackingTimeServer.URL);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            String request =
                    "GET " + PagePaths.API + ACCOUNT + "/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Authorization: " + TrackingTimeCalls.basic("x", TrackingTimeServer.OWNER) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @Tag("b02")
    void b02_every_error_but_a_wrong_password_is_within_an_answer_of_200() {
        Reply missing = trackingtime.get("/projects/1");
        assertThat(missing.http()).isEqualTo(200);
        assertThat(missing.status()).isEqualTo(500);
        assertThat(missing.message()).isEqualTo("The project doesn't exist.");
        assertThat(missing.data().isObject()).isTrue();
        assertThat(missing.data().isEmpty()).isTrue();
        habit("errorData", "list");
        assertThat(trackingtime.get("/projects/1").data().isArray()).isTrue();
        Reply fine = trackingtime.get("/customers");
        assertThat(fine.json().path("response").propertyNames())
                .containsExactlyInAnyOrder("status", "version", "message", "note", "note_type");
        assertThat(fine.status()).isEqualTo(200);
    }

    @Test
    @Tag("b03")
    void b03_without_an_account_it_is_the_default_one_and_a_foreign_one_is_refused() {
        long club = control.post("/accounts", "{'name': 'Chess Club', 'members': [" + People.ANA + "]}")
                .json()
                .path("id")
                .asLong();
        long own = project("Only here");
        assertThat(root().get("/projects").ids("id")).contains(own);
        assertThat(root().get("/" + club + "/projects").ids("id")).isEmpty();
        assertThat(root().get("/teams").ids("account_id")).containsExactly(People.SANDBOX, club);
        assertThat(root().get("/" + Seed.OTHER_ACCOUNT + "/projects").status()).isEqualTo(403);
        assertThat(root().get("/" + Seed.OTHER_ACCOUNT + "/projects").http()).isEqualTo(200);
        habit("noRight", "500");
        assertThat(root().get("/" + Seed.OTHER_ACCOUNT + "/projects").status()).isEqualTo(500);
        root().post("/teams/switch", "{'account_id': " + club + "}");
        assertThat(root().get("/projects").ids("id")).isEmpty();
        assertThat(root().get("/" + club + "/projects/" + own).status()).isEqualTo(500);
    }

    @Test
    @Tag("b04")
    void b04_a_wrong_verb_is_answered_with_a_page_and_nothing_is_done() {
        long customer =
                trackingtime.post("/customers/add", "{'name': 'Corner Shop'}").id();
        for (int status : List.of(200, 405, 500)) {
            control.post("/account", "{'wrongVerbStatus': " + status + "}");
            Reply page = trackingtime.post("/customers/close/" + customer, "{}");
            assertThat(page.http()).isEqualTo(status);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.body()).startsWith("<!doctype html>");
        }
        assertThat(trackingtime.post("/users/close/" + People.BEN, "{}").body()).startsWith("<");
        assertThat(trackingtime.get("/customers").ids("id")).contains(customer);
        assertThat(trackingtime
                        .put("/customers/close/" + customer, "")
                        .at("/is_archived")
                        .asBoolean())
                .isTrue();
        assertThat(trackingtime.get("/customers").ids("id")).doesNotContain(customer);
        control.post("", "{'fault': 'gateway'}");
        Reply gateway = trackingtime.get("/customers");
        assertThat(gateway.http()).isEqualTo(502);
        assertThat(gateway.header("Content-Type")).startsWith("text/html");
    }

    @Test
    @Tag("b05")
    void b05_an_unknown_path_is_400_within_the_answer() {
        Reply invite = trackingtime.post("/users/invite", "{'email': 'd@example.com'}");
        assertThat(invite.http()).isEqualTo(200);
        assertThat(invite.status()).isEqualTo(400);
        assertThat(invite.message()).isEqualTo("/users/invite doesn't exist");
    }

    @Test
    void the_faults_are_those_of_the_other_sandboxes() {
        List<String> seen = new ArrayList<>();
        for (String fault : List.of(
                "error-500",
                "nonsense",
                "ignored",
                "limit",
                "unauthorized",
                "not-granted",
                "err-under-200",
                "empty-answer",
                "done-504",
                "done-html")) {
            control.post("", "{'fault': '" + fault + "', 'path': '/tasks/share'}");
            Reply reply = trackingtime.post("/tasks/share", "{'name': '" + fault + "'}");
            seen.add(fault + " " + reply.http());
        }
        assertThat(seen)
                .containsExactly(
                        "error-500 500",
                        "nonsense 200",
                        "ignored 200",
                        "limit 429",
                        "unauthorized 401",
                        "not-granted 200",
                        "err-under-200 200",
                        "empty-answer 200",
                        "done-504 504",
                        "done-html 200");
        assertThat(trackingtime.get("/tasks").texts("name"))
                .contains("empty-answer", "done-504", "done-html")
                .doesNotContain("ignored", "nonsense");
        control.post("/account", "{'limit': 2}");
        pass("PT1M");
        assertThat(trackingtime.get("/me").http()).isEqualTo(200);
        assertThat(trackingtime.get("/me").http()).isEqualTo(200);
        assertThat(trackingtime.get("/me").http()).isEqualTo(429);
    }
}

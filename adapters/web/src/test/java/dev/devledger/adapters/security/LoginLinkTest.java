package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.security.ClientAddress.SameMachine;
import dev.devledger.adapters.security.LoginPage.LoginLink;
import dev.devledger.adapters.security.LoginPage.LoginLink.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LoginLinkTest {
    private Instant now = Instant.EPOCH;
    private final LoginLink link = new LoginLink(() -> now);

    @Test
    void it_works_once() {
        String word = issue();
        assertThat(link.use(word)).isEqualTo(Answer.VALID);
        assertThat(link.use(word)).isEqualTo(Answer.USED);
    }

    @Test
    void of_eight_who_use_it_at_once_one_comes_in() throws Exception {
        LoginLink slow = new LoginLink(() -> {
            LockSupport.parkNanos(1_000_000); // so that the others are there before it is used
            return now;
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 20; round++) {
                String word = slow.issue().substring("/login/".length());
                List<Answer> answers =
                        threads.invokeAll(Collections.<Callable<Answer>>nCopies(8, () -> slow.use(word))).stream()
                                .map(Future<Answer>::resultNow)
                                .toList();
                assertThat(answers).containsOnlyOnce(Answer.VALID).containsOnly(Answer.VALID, Answer.USED);
            }
        }
    }

    @Test
    void it_works_for_ten_minutes() {
        String word = issue();
        now = now.plus(Duration.ofMinutes(10));
        assertThat(link.use(word)).isEqualTo(Answer.LATE);
        now = now.minusMillis(1);
        assertThat(link.use(word)).isEqualTo(Answer.VALID);
    }

    @Test
    void nothing_else_works() {
        assertThat(link.use("")).as("before there is one").isEqualTo(Answer.UNKNOWN);
        String first = issue();
        String second = issue();
        assertThat(first).isNotEqualTo(second);
        assertThat(link.use(first)).isEqualTo(Answer.UNKNOWN);
        assertThat(link.use(second + "x")).isEqualTo(Answer.UNKNOWN);
        assertThat(link.use(second)).isEqualTo(Answer.VALID);
    }

    private String issue() {
        String path = link.issue();
        assertThat(path).matches("/login/[A-Za-z0-9_-]{43}");
        return path.substring("/login/".length());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,localhost:8080,true",
        "127.0.0.1,LOCALHOST,true",
        "127.0.0.1,127.0.0.1:8080,true",
        "0:0:0:0:0:0:0:1,[::1]:8080,true",
        "127.0.0.1,evil.example,false",
        "127.0.0.1,localhost.evil.example,false",
        "127.0.0.1,,false",
        "192.0.2.7,localhost:8080,false",
        "::ffff:192.0.2.7,localhost:8080,false"
    })
    void the_same_machine_is_told_by_address_and_host(String address, String host, boolean same) {
        assertThat(SameMachine.sent(request(address, host))).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
    void a_proxy_on_this_machine_is_another_machine(String header) {
        MockHttpServletRequest request = request("127.0.0.1", "localhost:8080");
        request.addHeader(header, "192.0.2.7");
        assertThat(SameMachine.sent(request)).isFalse();
    }

    private static MockHttpServletRequest request(String address, String host) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        if (host != null) {
            request.addHeader("Host", host);
        }
        return request;
    }
}

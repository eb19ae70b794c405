package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.security.BearerFilter.WrongTokens;
import dev.devledger.adapters.security.LimitFilter.LimitSettings;
import dev.devledger.adapters.security.SecurityProblems.TooManyRequests;
import dev.devledger.application.access.RequestLimiter;
import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.Limit.SessionLimits;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

class LimitFilterTest {
    private static final LimitSettings OWNER_TOO =
            new LimitSettings(true, new Limit(1), Duration.ofMinutes(15), SessionLimits.OFF);

    private final List<Exception> refused = new ArrayList<>();
    private final HandlerExceptionResolver resolver = (request, response, handler, failure) -> {
        refused.add(failure);
        return new ModelAndView();
    };
    private final SecurityProblems refusals = new SecurityProblems(resolver);
    private int passed;

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    /** One request in all, and one at a time. */
    private static final class One implements SharedPermits {
        private int left = 1;

        @Override
        public Grant take(String caller, CallerLimits limits, PermitRequest wish) {
            int granted = Math.min(left, wish.requests());
            left -= granted;
            return new Grant(granted, 7, Duration.ofSeconds(10), Duration.ofSeconds(60), Math.min(1, wish.places()));
        }

        @Override
        public void hold(String caller, int places) {}
    }

    private void send(LimitFilter filter, FilterChain chain) throws Exception {
        filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), (request, response) -> {
            passed++;
            chain.doFilter(request, response);
        });
    }

    private void send(LimitFilter filter) throws Exception {
        send(filter, (request, response) -> {});
    }

    private static RequestLimiter admissions(String requests, String atOnce) {
        return new RequestLimiter(new CallerLimits(Limit.of(requests), Limit.of(atOnce)), new One());
    }

    @Test
    void the_owner_has_no_limits_unless_that_is_said() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(new CallerAuthentication(AuthenticatedCaller.owner(), "rest"));
        try (RequestLimiter one = admissions("1", "off")) {
            LimitFilter usual = new LimitFilter(one, LimitSettings.OFF, refusals, () -> {}, request -> false);
            send(usual);
            send(usual);
            assertThat(passed).isEqualTo(2);
            LimitFilter strict = new LimitFilter(one, OWNER_TOO, refusals, () -> {}, request -> false);
            send(strict);
            send(strict);
            assertThat(passed).isEqualTo(3);
            assertThat(((TooManyRequests) refused.getFirst()).getHeaders().getFirst("Retry-After"))
                    .isEqualTo("60");
            assertThat(((TooManyRequests) refused.getFirst()).getBody().getDetail())
                    .contains("its 1 requests of a minute", "devledger.limits.requests");
        }
    }

    @Test
    void who_is_being_answered_has_a_place_until_then_also_if_it_goes_wrong() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(new CallerAuthentication(AuthenticatedCaller.owner(), "rest"));
        try (RequestLimiter one = admissions("off", "1")) {
            LimitFilter strict = new LimitFilter(one, OWNER_TOO, refusals, () -> {}, request -> false);
            send(strict, (request, response) -> {
                try {
                    send(strict);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(passed).isEqualTo(1);
            assertThat(((TooManyRequests) refused.getFirst()).getBody().getDetail())
                    .contains("devledger.limits.at-once");
            for (int i = 0; i < 2; i++) {
                try {
                    send(strict, (request, response) -> {
                        throw new IllegalStateException("it goes wrong");
                    });
                } catch (IllegalStateException asItShould) {
                    assertThat(asItShould).hasMessage("it goes wrong");
                }
            }
            assertThat(passed).isEqualTo(3);
        }
    }

    @Test
    void a_stream_of_events_has_no_place_while_it_is_open() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(new CallerAuthentication(AuthenticatedCaller.owner(), "rest"));
        try (RequestLimiter one = admissions("off", "1")) {
            LimitFilter strict = new LimitFilter(one, OWNER_TOO, refusals, () -> {}, request -> false);
            strict.doFilter(
                    new MockHttpServletRequest("GET", "/api/events"),
                    new MockHttpServletResponse(),
                    (request, response) -> {
                        try {
                            send(strict);
                            send(strict);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
            assertThat(refused).isEmpty();
            assertThat(passed).isEqualTo(2);
        }
    }

    @Test
    void who_is_nobody_has_no_limits() throws Exception {
        try (RequestLimiter one = admissions("1", "1")) {
            LimitFilter strict = new LimitFilter(one, OWNER_TOO, refusals, () -> {}, request -> false);
            send(strict);
            send(strict);
        }
        assertThat(passed).isEqualTo(2);
    }

    @Test
    void a_wrong_token_too_often_is_told_to_wait_and_none_is_no_guess() {
        WrongTokens wrong =
                new WrongTokens(new GuessLimit(new Limit(1), () -> java.time.Instant.EPOCH, time -> {}), refusals);
        BadCredentialsException unknown = new BadCredentialsException("not a token of ours");
        MockHttpServletRequest without = new MockHttpServletRequest();
        MockHttpServletRequest guess = new MockHttpServletRequest();
        guess.addHeader("Authorization", "Bearer dlo_wrong");
        wrong.commence(without, new MockHttpServletResponse(), unknown);
        wrong.commence(guess, new MockHttpServletResponse(), unknown);
        wrong.commence(without, new MockHttpServletResponse(), unknown);
        wrong.commence(guess, new MockHttpServletResponse(), unknown);
        assertThat(refused).hasSize(4);
        assertThat(refused.subList(0, 3)).containsOnly(unknown);
        assertThat(refused.getLast()).isInstanceOf(TooManyRequests.class);
        assertThat(((TooManyRequests) refused.getLast()).getHeaders().getFirst("Retry-After"))
                .isEqualTo("60");
    }
}

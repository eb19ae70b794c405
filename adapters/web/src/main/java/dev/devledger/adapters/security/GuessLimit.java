package dev.devledger.adapters.security;

import dev.devledger.application.access.RequestLimiter.Limit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down callers who try tokens: by address, and all addresses together if there are many. Nobody can guess 256
 * bits; the limit keeps a script from filling the log and the processor. A correct token is never delayed, whatever
 * wrong tokens are tried from any address (ADR 0136).
 */
final class GuessLimit {
    private static final Logger LOG = LoggerFactory.getLogger(GuessLimit.class);
    private static final double MINUTE = 60;

    /** The limit of all addresses together, as a multiple of the limit of one address. */
    private static final int ADDRESSES = 15;

    /**
     * The most addresses that are remembered. Only the newest are kept, so that very many addresses do not fill the
     * memory.
     */
    private static final int REMEMBERED = 10_000;

    private static final Duration HOLD = Duration.ofSeconds(1);

    /** The most answers that are held back at a time, as more would fill the memory. */
    private static final int HELD = 200;

    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /**
     * The number of wrong tokens that are still answered as usual, which grows evenly up to the limit within a minute.
     */
    private static final class Budget {
        private final double most;
        private double left;
        private Instant at;

        private Budget(int most, Instant now) {
            this.most = most;
            this.left = most;
            this.at = now;
        }

        /** Returns the time until a wrong token is answered as usual; zero if it is now. */
        private Duration toWait(Instant now) {
            double seconds = Math.max(0, Duration.between(at, now).toMillis() / 1_000.0);
            left = Math.min(most, left + seconds * most / MINUTE);
            at = now;
            return left >= 1 ? Duration.ZERO : Duration.ofMillis(Math.round((1 - left) * MINUTE / most * 1_000));
        }
    }

    private final Limit limit;
    private final InstantSource clock;
    private final Pause pause;
    private final Semaphore places = new Semaphore(HELD);
    private final Budget all;
    private final Map<String, Budget> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
            return size() > REMEMBERED;
        }
    };

    GuessLimit(Limit limit, InstantSource clock) {
        this(limit, clock, Thread::sleep);
    }

    GuessLimit(Limit limit, InstantSource clock, Pause pause) {
        this.limit = limit;
        this.clock = clock;
        this.pause = pause;
        this.all = new Budget((int) Math.min(Integer.MAX_VALUE, (long) limit.most() * ADDRESSES), clock.instant());
    }

    /**
     * Counts a wrong token from the address. Above the limit, the answer is held back unless too many answers are held
     * back already.
     *
     * @return the time until a wrong token is answered as usual; zero if this token is
     */
    Duration wrong(String address) {
        Duration wait = limit.isOff() ? Duration.ZERO : count(ClientAddress.of(address));
        if (!wait.isZero()) {
            hold();
        }
        return wait;
    }

    private synchronized Duration count(String network) {
        Instant now = clock.instant();
        Budget own = addresses.computeIfAbsent(network, each -> new Budget(limit.most(), now));
        Duration ofOwn = own.toWait(now);
        Duration ofAll = all.toWait(now);
        if (ofOwn.isZero() && ofAll.isZero()) {
            own.left--;
            all.left--;
            if (own.left < 1) {
                LOG.warn("Too many wrong tokens come from {}; from now on they are answered slowly", network);
            }
        }
        return ofOwn.compareTo(ofAll) > 0 ? ofOwn : ofAll;
    }

    private void hold() {
        if (!places.tryAcquire()) {
            return;
        }
        try {
            pause.of(HOLD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /**
     * Slows down callers who try tokens on open paths: the sandboxes, which also accept the owner token and answer 401
     * in their own form, and the health, which shows details only to the owner.
     */
    static final class OpenPathGuessLimit extends OncePerRequestFilter {
        /** The tokens that count: only Devledger's tokens, as a health probe may send a header of its own. */
        private static final Pattern TOKEN_OF_OURS = Pattern.compile("(?i:bearer) +dl.*");

        private final GuessLimit guesses;

        OpenPathGuessLimit(GuessLimit guesses) {
            this.guesses = guesses;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (sent == null) {
                chain.doFilter(request, response);
            } else if (SecurityConfiguration.isHealth(request)) {
                if (TOKEN_OF_OURS.matcher(sent).matches()) {
                    guesses.wrong(request.getRemoteAddr());
                }
                chain.doFilter(request, response);
            } else {
                chain.doFilter(request, new Watched(response, request.getRemoteAddr()));
            }
        }

        private final class Watched extends HttpServletResponseWrapper {
            private final String address;

            Watched(HttpServletResponse response, String address) {
                super(response);
                this.address = address;
            }

            @Override
            public void setStatus(int status) {
                look(status);
                super.setStatus(status);
            }

            @Override
            public void sendError(int status) throws IOException {
                look(status);
                super.sendError(status);
            }

            @Override
            public void sendError(int status, String words) throws IOException {
                look(status);
                super.sendError(status, words);
            }

            private void look(int status) {
                if (status == SC_UNAUTHORIZED) {
                    guesses.wrong(address);
                }
            }
        }
    }
}

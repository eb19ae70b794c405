package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.memory.Lease;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * How long a call may take.
 *
 * @param call from its first byte to its last, connecting included
 */
public record HttpLimits(Duration connect, Duration read, Duration write, Duration call) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** For what a step does besides, and for a clock that is not quite the other node's. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** How long one answer may take at most. */
    public static final Duration LONGEST_ANSWER = longestAnswer(CONNECT);

    /** Where nothing else is set. */
    public static final HttpLimits STANDARD =
            new HttpLimits(CONNECT, Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(20));

    public HttpLimits {
        positive("connect", connect);
        positive("read", read);
        positive("write", write);
        positive("call", call);
    }

    /**
     * The same with another limit of one answer.
     *
     * @throws IllegalArgumentException for one after which two writes, as some steps take, may outlive the sync's
     *     lease: another node could take over and write as well (docs/sync-design.md, section 3, step 0)
     */
    public HttpLimits answeringWithin(Duration limit) {
        Duration most = longestAnswer(connect);
        if (limit.compareTo(most) > 0) {
            throw new IllegalArgumentException("the time limit must be " + most.toSeconds()
                    + "s at most, as two requests have to end before another node may take over");
        }
        return new HttpLimits(connect, limit, limit, limit.plus(connect));
    }

    /** For requests that go out once, follow no redirect and end within the limits. */
    public OkHttpClient.Builder http() {
        return new OkHttpClient.Builder()
                .connectTimeout(connect)
                .readTimeout(read)
                .writeTimeout(write)
                .callTimeout(call)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // At "Retry-After: 0" OkHttp would send it again by itself, a write too.
                .addNetworkInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build());
    }

    private static Duration longestAnswer(Duration connect) {
        return Lease.LENGTH.minus(MARGIN).dividedBy(2).minus(connect);
    }

    private static void positive(String what, Duration limit) {
        // To OkHttp zero means no limit at all, and a call that never ends would hold its sync cycle for ever.
        if (limit.toMillis() <= 0) {
            throw new IllegalArgumentException("the " + what + " time limit must be a millisecond at least");
        }
    }
}

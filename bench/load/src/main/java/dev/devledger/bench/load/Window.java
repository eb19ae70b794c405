package dev.devledger.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.devledger.bench.load.LoadOrder.LoadResult;
import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.steps.HttpRequestStepBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.Unpooled;

/** One order, carried out by Hyperfoil on one thread. */
final class Window {
    private static final long PATIENCE_MILLIS = 30_000;

    private final LoadOrder order;
    private final Wording path;
    private final Wording body;
    private final Wording key;

    Window(LoadOrder order, Wording path, Wording body, Wording key) {
        this.order = order;
        this.path = path;
        this.body = body;
        this.key = key;
    }

    LoadResult run() {
        StatisticsSnapshot all = new StatisticsSnapshot();
        new LocalSimulationRunner(benchmark(), (phase, step, metric, part, countDown) -> all.add(part), null, null)
                .run();
        return LoadResult.of(all, order.millis());
    }

    private Benchmark benchmark() {
        BenchmarkBuilder benchmark = BenchmarkBuilder.builder()
                .name(order.name())
                .threads(1)
                .addPlugin(HttpPluginBuilder::new)
                .ergonomics()
                .repeatCookies(false)
                .userAgentFromSession(false)
                .stopOnInvalid(false)
                .endErgonomics()
                .http()
                .protocol(Protocol.HTTP)
                .host(order.host())
                .port(order.port())
                .allowHttp2(false)
                .sharedConnections(order.connections())
                .endHttp()
                .endPlugin();
        HttpRequestStepBuilder request = benchmark
                .addPhase("load")
                .always(order.connections())
                .duration(order.millis())
                .maxDuration(order.millis() + PATIENCE_MILLIS)
                .scenario()
                .initialSequence("request")
                .step(HttpStepCatalog.SC)
                .httpRequest(HttpMethod.valueOf(order.method()))
                .path(session -> path.next(order.path(), order.picks()))
                .headerAppender((session, writer) -> writer.putHeader("authorization", "Bearer " + order.token()))
                .timeout(PATIENCE_MILLIS + "ms");
        String template = order.body();
        if (template != null) {
            request.headerAppender((session, writer) -> writer.putHeader("content-type", "application/json"))
                    .body((session, connection) -> Unpooled.wrappedBuffer(
                            body.next(template, order.picks()).getBytes(UTF_8)));
        }
        String keys = order.key();
        if (keys != null) {
            request.headerAppender(
                    (session, writer) -> writer.putHeader("idempotency-key", key.next(keys, order.picks())));
        }
        return benchmark.build();
    }
}

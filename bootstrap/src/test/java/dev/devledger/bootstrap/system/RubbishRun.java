package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.rubbish.Files;
import dev.devledger.bootstrap.rubbish.Requests;
import dev.devledger.bootstrap.rubbish.Sent;
import dev.devledger.bootstrap.rubbish.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Sends rubbish to a running application that is not needed any more, and judges what it says. */
final class RubbishRun {
    private static final int MOST = 256 * 1024;
    private static final int PATIENCE = 20_000;

    private final Api api;
    private final JsonNode document;
    private final JsonNode tools;
    private final List<String> known;
    private final List<Files.Sample> exports;
    private Mcp agent;

    final Map<Integer, Integer> statuses = new TreeMap<>();
    final List<String> wrong = new ArrayList<>();
    int unanswered;

    /** Files of which each row has to be somewhere, as nothing was said of them. */
    int taken;

    RubbishRun(RunningDevledger devledger) {
        this.api = devledger.api();
        this.document = api.read("/v3/api-docs");
        this.agent = Mcp.connect(api);
        this.tools = agent.result("tools/list", "{}");
        this.known = things();
        this.exports = List.of(
                exported("application/x-ndjson", "", "/api/tasks/export?format=ndjson"),
                exported("application/x-beads+jsonl", "?project=Back", "/api/tasks/export?format=beads"),
                exported("text/csv", "?person=me", "/api/time-entries/export?format=csv"),
                exported("text/csv", "", "/api/time-entries/export?format=csv&separator=;"));
    }

    private Files.Sample exported(String type, String query, String path) {
        return new Files.Sample(type, query, api.get(200, path).body());
    }

    /** Of each kind some, so that rubbish comes further than to a 404. */
    private List<String> things() {
        Samples samples = new Samples(api);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonNode project = samples.project("Home of rubbish " + i);
            JsonNode task = samples.task(project, "Rubbish " + i);
            for (JsonNode each : List.of(project, task)) {
                ids.add(each.path("id").asString());
                ids.add(each.path("key").asString());
            }
        }
        api.post(
                201,
                "/api/time-entries",
                "{\"task\": \"%s\", \"start\": \"2026-03-01T10:00:00Z\", \"end\": \"2026-03-01T11:00:00Z\"}"
                        .formatted(ids.getLast()));
        ids.add(api.read("/api/history?limit=1").at("/items/0/changeSet").asString());
        ids.add("U-1");
        return ids;
    }

    void send(long first, int many) {
        for (long number = first; number < first + many; number++) {
            Sent sent = new Requests(number, document, tools, known, exports, api.token(), session(number)).next();
            String answer = exchange(sent);
            Verdict verdict = Verdict.of(answer);
            statuses.merge(verdict.status(), 1, Integer::sum);
            unanswered += verdict.status() == 0 ? 1 : 0;
            if (!verdict.isWell()) {
                wrong.add("number " + number + ": " + verdict.why() + "\n" + sent + "\n--> "
                        + answer.substring(0, Math.min(800, answer.length())));
            } else if (verdict.status() == 200 && sent.target().startsWith("/api/import")) {
                List<String> silent = silent(number, sent, answer);
                if (!silent.isEmpty()) {
                    wrong.add(
                            "number " + number + ": gone without a word: " + silent + "\n" + sent + "\n--> " + answer);
                }
            }
        }
    }

    /** Rows of a file that was taken, of which neither the ledger nor the answer knows. */
    private List<String> silent(long number, Sent sent, String answer) {
        String file = new String(sent.body(), StandardCharsets.UTF_8);
        if (!file.contains(Files.mark(number)) || !answer.contains("\"warnings\":[]")) {
            return List.of();
        }
        taken++;
        String found = Stream.of("tasks", "projects", "time-entries", "customers", "services", "people")
                .map(kind -> api.get("/api/" + kind + "?limit=200&q=" + Files.mark(number))
                        .body())
                .collect(Collectors.joining());
        return Files.MARK
                .matcher(file)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(row -> !found.contains(row) && !answer.contains(row))
                .toList();
    }

    /** Some rubbish is a good message that ends the session, or so many open new ones that it has to give way. */
    private String session(long number) {
        if (number % 200 == 0) {
            agent = Mcp.connect(api);
        }
        return agent.session();
    }

    /** The answer as it came, as far as it is no stream. */
    private String exchange(Sent sent) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), api.base().getPort())) {
            socket.setSoTimeout(PATIENCE);
            send(socket, sent);
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] piece = new byte[16 * 1024];
            for (int read = in.read(piece); read >= 0 && answer.length() < MOST; read = in.read(piece)) {
                answer.append(new String(piece, 0, read, StandardCharsets.UTF_8));
                if (answer.indexOf("event-stream") > 0 && answer.indexOf("event: message") < 0) {
                    socket.setSoTimeout(500);
                }
            }
            return answer.toString();
        } catch (IOException gone) {
            return "";
        }
    }

    /** It may be refused before it is all there. */
    private static void send(Socket socket, Sent sent) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(sent.bytes());
            out.flush();
            socket.shutdownOutput();
        } catch (IOException refused) {
            // The answer says why.
        }
    }
}

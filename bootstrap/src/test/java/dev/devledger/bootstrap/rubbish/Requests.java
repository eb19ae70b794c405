package dev.devledger.bootstrap.rubbish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Makes the rubbish of one number: the same for the same number, document and ids. */
public final class Requests {
    private static final List<String> ODD_METHODS = List.of(
            "get", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "CONNECT", "X".repeat(300), "G\u00c4T", "PATCH", "DELETE");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-16",
            "application/json; charset=utf-7",
            "application/json; charset=\"",
            "application/json;;;",
            "application/merge-patch+json",
            "application/x-ndjson",
            "text/csv",
            "text/csv; charset=nonsense",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "text/html",
            "*/*",
            "nonsense",
            "");

    private static final List<String> ODD_PATHS = List.of(
            "/api/../actuator",
            "//api/projects",
            "/api//projects",
            "/api/projects/",
            "/api/projects/..;/",
            "/api/projects;jsessionid=x",
            "/api/%2e%2e/api/projects",
            "/api/projects%2f",
            "/api/projects%00.json",
            "/api/projects.json",
            "/API/projects",
            "/api\\projects",
            "/api/projects%5c..",
            "/./api/projects",
            "http://evil.example/api/projects",
            "*",
            "api/projects",
            "/api/projects#x",
            "/api/projects?%",
            "/api/projects?%zz=1",
            "/\u00e4\u00f6",
            "/%",
            "/%u0041",
            "/error",
            "/login/x%00",
            "/oauth/ticktick/callback?state=%00&code=%ff",
            "/oauth/%00/connect",
            "/swagger-ui/..%2f..%2fapplication.yaml",
            "/swagger-ui/%00",
            "/v3/api-docs/%00",
            "/actuator/%2e%2e/env",
            "/actuator/health/%00",
            "/actuator/prometheus?includedNames=%00&includedNames=",
            "/hooks/%00",
            "/sandbox/ticktick/%00",
            "/sandbox/clickup/api/v2/task/%00",
            "/sandbox/trackingtime/api/v4/%00",
            "/" + "a/".repeat(3_000),
            "/?" + "%26%3d".repeat(1_000));

    private final Words words;
    private final Bodies bodies;
    private final JsonNode document;
    private final JsonNode tools;
    private final String token;
    private final String session;
    private final Files files;

    /**
     * @param document the description of the API
     * @param tools what {@code tools/list} answers
     * @param known ids of things that are there
     * @param exports files that the ledger itself has made
     */
    public Requests(
            long number,
            JsonNode document,
            JsonNode tools,
            List<String> known,
            List<Files.Sample> exports,
            String token,
            String session) {
        this.words = new Words(new Random(number), known);
        this.bodies = new Bodies(words, document);
        this.document = document;
        this.tools = tools;
        this.files = new Files(words, exports, number);
        this.token = token;
        this.session = session;
    }

    public Sent next() {
        return switch (words.upTo(11)) {
            case 0 -> onAnOddPath();
            case 1, 2, 3 -> forAgents();
            case 4, 5 -> aFile();
            default -> ofTheApi();
        };
    }

    private Sent aFile() {
        Files.Sample sample = files.next();
        byte[] body = files.damaged(sample);
        List<String> headers = List.of(
                "Host: localhost",
                "Connection: close",
                "Authorization: Bearer " + token,
                "Content-Type: " + sample.type(),
                "Content-Length: " + body.length);
        return new Sent("POST", "/api/import" + sample.query(), headers, body, false);
    }

    private Sent onAnOddPath() {
        List<String> headers = headers("GET");
        if (words.oneIn(2)) {
            headers.add("Accept: text/html,*/*;q=0.8");
            headers.removeIf(header -> header.startsWith("Authorization"));
        }
        String method = words.oneIn(3) ? words.of(ODD_METHODS) : "GET";
        return new Sent(method, words.of(ODD_PATHS), sized(headers, new byte[0]), new byte[0], words.oneIn(2));
    }

    private Sent ofTheApi() {
        JsonNode paths = document.path("paths");
        List<String> all = new ArrayList<>(paths.propertyNames());
        all.removeIf(path -> path.equals("/api/events") || path.endsWith("/replay"));
        String path = words.of(all);
        List<String> methods = new ArrayList<>(paths.path(path).propertyNames());
        methods.remove("parameters");
        String method = words.of(methods);
        JsonNode operation = paths.path(path).path(method);
        String sent = words.oneIn(30) ? words.of(ODD_METHODS) : method.toUpperCase(java.util.Locale.ROOT);
        List<String> headers = headers(sent);
        byte[] body = method.equals("get") && !words.oneIn(15) ? new byte[0] : body(operation);
        if (body.length > 0) {
            headers.add("Content-Type: " + (words.oneIn(5) ? words.of(TYPES) : type(operation)));
        }
        return new Sent(
                sent,
                path(path) + query(paths.path(path), operation),
                sized(headers, body),
                framed(headers, body),
                false);
    }

    private String path(String template) {
        StringBuilder path = new StringBuilder();
        for (String part : template.split("(?<=})|(?=\\{)", -1)) {
            path.append(part.startsWith("{") ? words.id() : part);
        }
        return path.toString();
    }

    private String query(JsonNode path, JsonNode operation) {
        List<String> given = new ArrayList<>();
        for (JsonNode parameters : List.of(path.path("parameters"), operation.path("parameters"))) {
            for (JsonNode each : parameters) {
                JsonNode parameter = bodies.resolved(each);
                if (parameter.path("in").asString("").equals("query") && words.oneIn(2)) {
                    given.add(parameter.path("name").asString() + "=" + words.encoded(plain(parameter.path("schema"))));
                }
            }
        }
        if (words.oneIn(6) && !given.isEmpty()) {
            given.add(given.getFirst());
        }
        if (words.oneIn(10)) {
            given.add(words.encoded(words.text()));
        }
        if (words.oneIn(200)) {
            given.add("a=b&".repeat(1_100));
        }
        return given.isEmpty() ? "" : "?" + String.join("&", given);
    }

    private String plain(JsonNode schema) {
        String json = bodies.value(schema, 5);
        return json.startsWith("\"") && json.endsWith("\"") && json.length() > 1 ? words.text() : json;
    }

    private byte[] body(JsonNode operation) {
        JsonNode content = bodies.resolved(operation.path("requestBody")).path("content");
        if (content.has("application/x-ndjson") && !words.oneIn(4)) {
            return lines();
        }
        JsonNode schema = content.isObject() && !content.isEmpty()
                ? content.properties().iterator().next().getValue().path("schema")
                : MissingNode.getInstance();
        return schema.isMissingNode() && !words.oneIn(4) ? new byte[0] : bodies.body(schema);
    }

    /** An import: lines of JSON, or of anything. */
    private byte[] lines() {
        StringBuilder lines = new StringBuilder();
        for (int i = words.upTo(4); i >= 0; i--) {
            lines.append(
                    switch (words.upTo(4)) {
                        case 0 ->
                            "{\"project\": " + bodies.value(document.at("/components/schemas/NewProject"), 0) + "}";
                        case 1 -> "{\"task\": " + bodies.value(document.at("/components/schemas/NewTask"), 0) + "}";
                        case 2 -> "project,title,description,status,priority,tags,startDate,dueDate,repositoryUrl";
                        case 3 -> words.text() + "," + words.text() + ",\"" + words.text();
                        default -> bodies.anything(0);
                    });
            lines.append(words.oneIn(2) ? "\n" : "\r\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String type(JsonNode operation) {
        JsonNode content = bodies.resolved(operation.path("requestBody")).path("content");
        return content.isObject() && !content.isEmpty()
                ? words.of(new ArrayList<>(content.propertyNames()))
                : "application/json";
    }

    private List<String> headers(String method) {
        List<String> headers = new ArrayList<>(List.of("Host: localhost", "Connection: close"));
        headers.add("Authorization: Bearer " + (words.oneIn(40) ? "dlo_wrong" : token));
        if (!method.equals("GET") && words.oneIn(6)) {
            headers.add("If-Match: "
                    + words.of(List.of("\"1\"", "*", "W/\"1\"", "\"" + words.number() + "\"", "1", "\"", ",,")));
        }
        if (words.oneIn(10)) {
            headers.add("Idempotency-Key: " + line(words.text()));
        }
        if (words.oneIn(6)) {
            headers.add(odd());
        }
        return headers;
    }

    private String odd() {
        return switch (words.upTo(15)) {
            case 0 -> "X-Request-Id: " + line(words.text());
            case 1 ->
                "Accept: " + words.of(List.of("text/html", "nonsense", "*/*;q=x", "application/json;q=0", ",", ""));
            case 2 -> "Range: bytes=" + words.number() + "-";
            case 3 -> "Content-Encoding: gzip";
            case 4 -> "Accept-Encoding: gzip, br, " + words.number();
            case 5 -> "Expect: nonsense";
            case 6 -> "X-HTTP-Method-Override: DELETE";
            case 7 -> "Cookie: devledger-session=" + line(words.text()) + "; XSRF-TOKEN=" + line(words.text());
            case 8 -> "X-Forwarded-For: " + line(words.text());
            case 9 -> "Forwarded: for=" + line(words.text());
            case 10 -> "Origin: " + line(words.text());
            case 11 -> "User-Agent: " + line(words.text());
            case 12 -> "X-Long: " + "x".repeat(words.of(List.of(100, 7_000, 9_000)));
            case 13 -> line(words.text()) + ": x";
            case 14 -> "Host: " + line(words.text());
            default -> "Accept-Language: " + line(words.text());
        };
    }

    /** On one line, or broken over two as an attack would be. */
    private String line(String text) {
        String one = text.substring(0, Math.min(200, text.length()));
        return words.oneIn(8) ? one : one.replaceAll("[\\r\\n]", "");
    }

    private List<String> sized(List<String> headers, byte[] body) {
        if (words.oneIn(40)) {
            headers.add(words.of(List.of(
                    "Content-Length: -1",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: x",
                    "Transfer-Encoding: gzip",
                    "Transfer-Encoding: chunked, chunked",
                    "Transfer-Encoding: identity")));
        } else if (body.length > 0 && words.oneIn(8)) {
            headers.add("Transfer-Encoding: chunked");
        } else {
            headers.add("Content-Length: " + body.length);
        }
        return headers;
    }

    private byte[] framed(List<String> headers, byte[] body) {
        if (!headers.contains("Transfer-Encoding: chunked")) {
            return body;
        }
        String size = words.oneIn(10) ? "zz" : Integer.toHexString(body.length);
        byte[] head =
                (size + (words.oneIn(10) ? ";x=" + "y".repeat(50) : "") + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] tail = (words.oneIn(10) ? "\r\n" : "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = java.util.Arrays.copyOf(head, head.length + body.length + tail.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        System.arraycopy(tail, 0, whole, head.length + body.length, tail.length);
        return whole;
    }

    private Sent forAgents() {
        List<String> headers = headers("POST");
        headers.add("Accept: application/json, text/event-stream");
        headers.add("Content-Type: " + (words.oneIn(12) ? words.of(TYPES) : "application/json"));
        if (!words.oneIn(15)) {
            headers.add("Mcp-Session-Id: " + (words.oneIn(15) ? line(words.text()) : session));
        }
        if (words.oneIn(15)) {
            headers.add("MCP-Protocol-Version: " + line(words.text()));
        }
        byte[] body = message();
        return new Sent("POST", "/mcp", sized(headers, body), framed(headers, body), false);
    }

    private byte[] message() {
        if (words.oneIn(15)) {
            return bodies.body(MissingNode.getInstance());
        }
        String id = words.oneIn(10) ? bodies.anything(0) : "7";
        String message = "{\"jsonrpc\": \"2.0\", \"id\": " + id + ", \"method\": " + call() + "}";
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        return words.oneIn(20) ? java.util.Arrays.copyOf(utf8, words.upTo(utf8.length)) : utf8;
    }

    /** Its method, and behind it its params. */
    private String call() {
        return switch (words.upTo(9)) {
            case 0 -> "\"resources/read\", \"params\": {\"uri\": " + uri() + "}";
            case 1 ->
                "\"completion/complete\", \"params\": {\"ref\": {\"type\": "
                        + Bodies.quoted(words.of(List.of("ref/prompt", "ref/resource", words.text())))
                        + ", \"name\": " + bodies.anything(3) + ", \"uri\": " + uri() + "}, \"argument\": {\"name\": "
                        + bodies.anything(3)
                        + ", \"value\": " + bodies.anything(3) + "}}";
            case 2 ->
                "\"prompts/get\", \"params\": {\"name\": "
                        + words.of(List.of("\"weekly_review\"", "\"plan_next\"", bodies.anything(2)))
                        + ", \"arguments\": " + bodies.anything(2) + "}";
            case 3 ->
                Bodies.quoted(words.of(List.of(
                                "tools/list",
                                "resources/list",
                                "prompts/list",
                                "ping",
                                "logging/setLevel",
                                "nothing",
                                words.text())))
                        + ", \"params\": " + bodies.anything(1);
            default -> tool();
        };
    }

    private String uri() {
        return words.oneIn(4)
                ? bodies.anything(3)
                : Bodies.quoted(words.of(List.of(
                                "devledger://projects/",
                                "devledger://overview",
                                "devledger://tasks/",
                                "devledger://",
                                "file:///"))
                        + words.text());
    }

    private String tool() {
        JsonNode all = tools.path("tools");
        JsonNode tool = all.get(words.upTo(all.size() - 1));
        String name = tool.path("name").asString();
        String arguments = words.oneIn(12) ? bodies.anything(0) : bodies.value(tool.path("inputSchema"), 0);
        return "\"tools/call\", \"params\": {\"name\": " + Bodies.quoted(words.oneIn(30) ? words.text() : name)
                + ", \"arguments\": " + arguments + "}";
    }
}

package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request as it goes over the wire, and all of what comes back: no client that knows better stands between. */
record RawHttp(int status, Map<String, String> headers, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Headers are lines; a host and the length of the body are added where they are missing. */
    static RawHttp send(URI base, String method, String path, String body, String... headers) {
        return send(base, method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static RawHttp send(URI base, String method, String path, byte[] bytes, String... headers) {
        String lines = String.join("\r\n", headers);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (!lines.contains("Host:")) {
            head.append("Host: localhost:").append(base.getPort()).append("\r\n");
        }
        if (!lines.contains("Transfer-Encoding:") && !lines.contains("Content-Length:")) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        head.append(lines).append(lines.isEmpty() ? "\r\n" : "\r\n\r\n");
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            if (lines.contains("Content-Length:") || lines.contains("chunked")) {
                socket.shutdownOutput(); // else the server waits for the rest of what was announced
            }
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawHttp read(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.substring(0, end).lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        int status = Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        return new RawHttp(status, headers, answer.substring(end + 4));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    JsonNode json() {
        return JSON.readTree(body);
    }
}

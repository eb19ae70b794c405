package dev.devledger.bootstrap.rubbish;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request, as bytes.
 *
 * @param target what stands behind the method, in bytes of UTF-8, or of Latin-1 where a character is a byte
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Sent(String method, String target, List<String> headers, byte[] body, boolean latin) {

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("\r\n");
        bytes.writeBytes(head.toString().getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Short enough for a report. */
    @Override
    public String toString() {
        String text = new String(bytes(), StandardCharsets.UTF_8).replaceAll("Bearer \\S+", "Bearer …");
        return text.substring(0, Math.min(1_500, text.length()));
    }
}

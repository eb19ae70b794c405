package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the last row's sort value and what tells it from its equals. To callers it is opaque; a digest binds
 * it to the list that it came from, so a made-up one and one of another filter or sort are noticed.
 */
public record Cursor(String value, String id) {

    private static final int DIGEST = 12;
    private static final String SEPARATOR = "\u0000";

    /** {@code list} says which list it is, with its filter and sort. */
    static @Nullable public Cursor read(@Nullable String text, String list) {
        return read(text, list, "cursor");
    }

    /** @param parameter what it is called where it is sent */
    static @Nullable public Cursor read(@Nullable String text, String list, String parameter) {
        if (text == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String[] parts =
                    new String(bytes, DIGEST, bytes.length - DIGEST, StandardCharsets.UTF_8).split(SEPARATOR, 2);
            Cursor cursor = new Cursor(parts[1], parts[0]);
            if (cursor.write(list).equals(text)) {
                return cursor;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unknown(parameter);
        }
        throw unknown(parameter);
    }

    public String write(String list) {
        byte[] content = (id + SEPARATOR + value).getBytes(StandardCharsets.UTF_8);
        MessageDigest sha = Sha256.digest();
        sha.update(content);
        byte[] bytes = Arrays.copyOf(sha.digest(list.getBytes(StandardCharsets.UTF_8)), DIGEST + content.length);
        System.arraycopy(content, 0, bytes, DIGEST, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Rejection unknown(String parameter) {
        return Rejection.invalid(
                parameter,
                "is not a cursor of this list with this filter, sort and asOf; use nextCursor of the previous page");
    }
}

package dev.devledger.bootstrap.rubbish;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Texts, ids and numbers that somebody may have forgotten. */
final class Words {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udfff\ud800",
            "\ufeff",
            "\u202etxet",
            "\u200b",
            "\u0085\u2028",
            "\ufffe\uffff",
            "\ud83d\udca5",
            "\r\nX-Injected: 1",
            "'",
            "'; drop table event; --",
            "\"",
            "\\",
            "%",
            "%s%n",
            "${7*7}",
            "#{7*7}",
            "{{7*7}}",
            "{}",
            "[]",
            "null",
            "true",
            "NaN",
            "Infinity",
            "-0",
            "1e400",
            "0x1f",
            "../../../../etc/passwd",
            "<script>alert(1)</script>",
            "__proto__",
            "@class",
            "2026-02-30",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "0000-00-00T00:00:00Z",
            "2026-03-31T24:00:00Z",
            "2026-03-31T09:00:00+99:99",
            "2026-03-31T09:00:00.000000000000000000001Z",
            "P1Y",
            "Europe/Nowhere",
            "UTC+99",
            "me",
            "mailto:a@b",
            "a@b@c",
            "http://[::1",
            "javascript:alert(1)",
            "*",
            "a".repeat(501),
            "\ud83d\udca5".repeat(300),
            "x".repeat(70_000));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1.5",
            "-0.0",
            "1e400",
            "1E+2147483647",
            "1e-2147483648",
            "0.1e1",
            "1" + "0".repeat(400),
            "1" + "0".repeat(1_200),
            "0." + "9".repeat(900));

    private static final List<String> IDS = List.of(
            "",
            "%00",
            "%20",
            "%2e%2e%2f",
            "..%2f..%2fetc",
            "..;",
            ".",
            "..",
            "P-0",
            "P-01",
            "P--1",
            "P-1.",
            "P-99999999999999999999999",
            "T-9223372036854775808",
            "t-1",
            "U-1%00",
            "P-1;a=b",
            "P-1%3Bv=1",
            "%25%32%65",
            "%C0%AF",
            "%ED%A0%80",
            "%FF",
            "%F4%90%80%80",
            "%E2%80%AE",
            "%F0%9F%92%A5",
            "a%0d%0aX-Injected:%201",
            "%5c",
            "%09",
            "%7f",
            "00000000-0000-0000-0000-000000000000",
            "00000000-0000-0000-0000-00000000000g",
            "1-1-1-1-1",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "9999999999999999999999",
            "-1",
            "1e9",
            "null",
            "%27",
            "%22",
            "%7B%7D",
            "*",
            "x".repeat(300),
            "%41".repeat(1_000));

    private final Random random;
    private final List<String> known;

    /** @param known ids of what there is, with which one gets further in */
    Words(Random random, List<String> known) {
        this.random = random;
        this.known = known;
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Whether something happens that happens once in so many times. */
    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    String text() {
        return switch (random.nextInt(4)) {
            case 0 -> known();
            case 1 -> noise(random.nextInt(40));
            default -> of(TEXTS);
        };
    }

    String number() {
        return oneIn(3) ? Long.toString(random.nextLong() >> random.nextInt(64)) : of(NUMBERS);
    }

    String known() {
        return of(known);
    }

    /** For a place in a path; half of them are good, as a bad one ends the way of all others. */
    String id() {
        return oneIn(2) ? known() : of(IDS);
    }

    /** Any characters, also halves of them. */
    private String noise(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (oneIn(2) ? 32 + random.nextInt(95) : random.nextInt(0x10000)));
        }
        return text.toString();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Percent-encoded for a query, mostly: now and then as it is, as far as a line of a request can have it. */
    String encoded(String text) {
        if (oneIn(12)) {
            return text.replaceAll("[\\s\\p{Cntrl}]", "");
        }
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append("%%%02X".formatted(each));
        }
        return encoded.substring(0, Math.min(encoded.length(), 6_000));
    }
}

package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.domain.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Gives each issue of a file an id of its own, the same ones each time that the file is read. */
final class BeadsIds {
    private static final int MOST = 200;
    private static final int DIGITS = 12;

    private final Set<String> taken = new HashSet<>();

    /** Sets it; answers why it is another than the line has, null where it is the same. */
    @Nullable
    String set(ObjectNode issue) {
        String said = issue.path("id").asString("");
        String why = wrong(said);
        String id = why == null ? said : "bd-" + hash(issue);
        String free = id;
        for (int number = 2; !taken.add(free); number++) {
            free = id + "-" + number;
        }
        issue.put("id", free);
        if (why == null && free.equals(said)) {
            return null;
        }
        return (why == null ? "is " + said + ", as in a line before" : why) + "; it is taken as " + free;
    }

    private static @Nullable String wrong(String said) {
        if (said.isEmpty()) {
            return "is missing";
        }
        if (said.length() > MOST - DIGITS) {
            return "has " + said.length() + " characters, and " + (MOST - DIGITS) + " are allowed";
        }
        try {
            Parser.search(said);
            return null;
        } catch (Parser.Wrong unreadable) {
            return unreadable.why();
        }
    }

    private static String hash(ObjectNode issue) {
        byte[] digest = Sha256.digest().digest(Json.text(issue).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    }
}

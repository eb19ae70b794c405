package dev.devledger.adapters.mcp.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hosts, or the origins, that a request may name. {@code localhost:*} stands for any port, and for none. */
public final class Allowed {
    private static final String AUTHORITY = "(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:([0-9]{1,5}|\\*))?";
    private static final Pattern HOST = Pattern.compile(AUTHORITY);
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://" + AUTHORITY);
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
    private static final String ANY_PORT = ":*";

    private final List<String> entries;

    private Allowed(List<String> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException where one is no host; says what is expected */
    public static Allowed hosts(List<String> hosts) {
        return new Allowed(checked(hosts, HOST, "a host such as ledger.example, ledger.example:8443 or localhost:*"));
    }

    /** @throws IllegalArgumentException where one is no origin; says what is expected */
    public static Allowed origins(List<String> origins) {
        return new Allowed(checked(origins, ORIGIN, "an origin such as https://ledger.example or http://localhost:*"));
    }

    private static List<String> checked(List<String> entries, Pattern form, String expected) {
        List<String> lower = entries.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String entry : lower) {
            if (!form.matcher(entry).matches()) {
                throw new IllegalArgumentException("\"" + entry + "\" is not " + expected);
            }
        }
        return lower;
    }

    boolean takes(@Nullable String given) {
        return given != null && entries.stream().anyMatch(entry -> fits(entry, given.toLowerCase(Locale.ROOT)));
    }

    private static boolean fits(String entry, String given) {
        if (!entry.endsWith(ANY_PORT)) {
            return given.equals(entry);
        }
        String base = entry.substring(0, entry.length() - ANY_PORT.length());
        return given.startsWith(base)
                && (given.length() == base.length()
                        || PORT.matcher(given.substring(base.length())).matches());
    }

    /** For words to who was refused. */
    @Override
    public String toString() {
        return String.join(", ", entries);
    }
}

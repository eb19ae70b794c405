package dev.devledger.application.access;

import dev.devledger.domain.access.Scope;
import dev.devledger.domain.shared.Violations;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What access tokens can be like.
 *
 * @param scopes all that there are, in the order in which they are shown
 * @param reserved names that say who did something without a token of that name, in lower case
 */
public record AccessRules(List<Scope> scopes, Set<String> reserved) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@+-]{0,63}");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Marks, spaces, what steers text, and the letters and signs that are drawn as nothing. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{M}\\p{Z}\\p{C}\\s\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0]");

    /** Letters and digits that look like the plain one at the same place. */
    private static final String ODD =
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u043a"
                    + "\u043c\u0442\u0433\u04cf\u0475\u0578\u057d\u0585\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c9\u03c7\u0581"
                    + "\u0131\u0261\u026a\u0280\u028f\u1d00\u1d04\u1d05\u1d07\u1d0b\u1d0d\u0274\u1d0f\u1d18\u1d1b\u1d1c\u1d20\u1d21\ua731\u029f"
                    + "01|\u03f2\u04cc";

    private static final String PLAIN =
            "aeopcyxijshdqwk" + "mtrlvnuoaeikvoptuwxg" + "igiryacdekmnoptuvwsl" + "oll" + "cy";

    private static final Set<String> NOBODYS = Set.of("owner", "system", "devledger");

    public AccessRules {
        scopes = List.copyOf(scopes);
        reserved = Set.copyOf(reserved);
    }

    /** Of a ledger that can be connected with these. */
    public static AccessRules with(Collection<String> connectors) {
        List<Scope> scopes = new ArrayList<>(List.of(Scope.READ, Scope.WRITE, Scope.SYNC));
        connectors.stream().map(Scope::straightTo).forEach(scopes::add);
        scopes.add(Scope.ADMIN);
        Set<String> reserved = new HashSet<>(NOBODYS);
        reserved.addAll(connectors);
        return new AccessRules(scopes, reserved);
    }

    public Optional<Scope> scope(String word) {
        return scopes.stream().filter(each -> each.word().equals(word)).findFirst();
    }

    /** Those of these words that there are, each once, in the order in which they are shown. */
    List<Scope> scopes(Collection<String> words) {
        return scopes.stream().filter(each -> words.contains(each.word())).toList();
    }

    /** Also of one that only looks like one of them, or like nothing. */
    public boolean isReserved(String actor) {
        String look = look(actor);
        return look.isEmpty() || reserved.stream().anyMatch(name -> look(name).equals(look));
    }

    /** The same for names that people cannot tell apart: without marks, spaces and what is not seen, in plain letters. */
    private static String look(String name) {
        String plain = UNSEEN.matcher(
                        Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT))
                .replaceAll("");
        StringBuilder look = new StringBuilder(plain);
        for (int i = 0; i < look.length(); i++) {
            int at = ODD.indexOf(look.charAt(i));
            if (at >= 0) {
                look.setCharAt(i, PLAIN.charAt(at));
            }
        }
        return look.toString().replace('i', 'l').replace("rn", "m").replace("vv", "w");
    }

    Violations violations(String name, Collection<String> scopeWords, @Nullable Instant expiresAt, Instant now) {
        Violations violations = new Violations();
        if (!NAME.matcher(name).matches() || name.endsWith(" ")) {
            violations.add(
                    "name", "must be 1 to 64 letters, digits, spaces or . _ @ + -, and begin with a letter or a digit");
        } else if (isReserved(name)) {
            violations.add("name", "is reserved: in the history it would look like somebody else. Choose another name");
        }
        List<String> unknown =
                scopeWords.stream().filter(word -> scope(word).isEmpty()).toList();
        if (scopeWords.isEmpty() || !unknown.isEmpty()) {
            String allowed = scopes.stream().map(Scope::word).collect(Collectors.joining(", "));
            violations.add(
                    "scopes",
                    (unknown.isEmpty() ? "must have at least one scope" : "has an unknown scope") + "; allowed are "
                            + allowed);
        }
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(LATEST))) {
            violations.add(
                    "expiresAt",
                    "must be in the future, and before the year 10000; leave it out for a token that does not expire");
        }
        return violations;
    }
}

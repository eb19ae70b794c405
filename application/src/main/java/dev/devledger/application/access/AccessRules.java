package dev.devledger.application.access;

import dev.devledger.application.access.Access.Scope;
import dev.devledger.domain.shared.Violations;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules for access tokens.
 *
 * @param scopes all scopes, in the order in which they are shown
 * @param reserved the looks of names that the history uses for other actors, so that no token may have them
 */
public record AccessRules(List<Scope> scopes, Set<AccessRules.NameAppearance> reserved) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@+-]{0,63}");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final List<String> NOBODYS = List.of("owner", "system", "devledger");

    public AccessRules {
        scopes = List.copyOf(scopes);
        reserved = Set.copyOf(reserved);
    }

    /** Returns the rules of a ledger with these connectors. */
    public static AccessRules with(Collection<String> connectors) {
        List<Scope> scopes = new ArrayList<>(List.of(Scope.READ, Scope.WRITE, Scope.SYNC));
        connectors.stream().map(Scope::straightTo).forEach(scopes::add);
        scopes.add(Scope.ADMIN);
        return new AccessRules(
                scopes,
                Stream.concat(NOBODYS.stream(), connectors.stream())
                        .map(NameAppearance::of)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public Optional<Scope> scope(String word) {
        return scopes.stream().filter(each -> each.word().equals(word)).findFirst();
    }

    /** Returns the known scopes among these words, each once, in the order in which they are shown. */
    List<Scope> scopes(Collection<String> words) {
        return scopes.stream().filter(each -> words.contains(each.word())).toList();
    }

    /** True for a reserved name, for a name that looks like a reserved one, and for a name that shows nothing. */
    public boolean isReserved(String actor) {
        NameAppearance look = NameAppearance.of(actor);
        return look.isEmpty() || reserved.stream().anyMatch(look::isLike) || NameAppearance.isDisguised(actor);
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

    /**
     * The look of a name: people cannot tell two names of the same look apart.
     *
     * @param letters the plain letters, without marks, spaces and invisible signs
     */
    public record NameAppearance(String letters) {
        /** Marks, spaces, controls of text, and the letters and signs that are drawn as nothing. */
        private static final Pattern UNSEEN = Pattern.compile(
                "[\\p{M}\\p{Z}\\p{C}\\s\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0\\ufffc\\x{1d159}]");

        /** Letters and digits that look like the character at the same index of {@link #PLAIN}. */
        private static final String ODD =
                "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u043a"
                        + "\u043c\u0442\u0433\u04cf\u0475\u0578\u057d\u0585\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c9\u03c7\u0581"
                        + "\u0131\u0261\u026a\u0280\u028f\u1d00\u1d04\u1d05\u1d07\u1d0b\u1d0d\u0274\u1d0f\u1d18\u1d1b\u1d1c\u1d20\u1d21\ua731\u029f"
                        + "01|\u03c2\u04cc";

        private static final String PLAIN =
                "aeopcyxijshdqwk" + "mtrlvnuoaeikvoptuwxg" + "igiryacdekmnoptuvwsl" + "oll" + "cy";

        private static final Pattern LATIN = Pattern.compile("LATIN .*?\\b([A-Z])\\b.*");

        private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

        /**
         * Scripts that a word may mix with others: they are no script of a language, are usually mixed, or have their
         * lookalikes in {@link #ODD}.
         */
        private static final Set<UnicodeScript> WITH_OTHERS = EnumSet.of(
                UnicodeScript.COMMON,
                UnicodeScript.INHERITED,
                UnicodeScript.HAN,
                UnicodeScript.HIRAGANA,
                UnicodeScript.KATAKANA,
                UnicodeScript.HANGUL,
                UnicodeScript.BOPOMOFO,
                UnicodeScript.GREEK,
                UnicodeScript.CYRILLIC,
                UnicodeScript.ARMENIAN);

        /** Scripts whose letters look like Latin capitals, without a table of the lookalikes. */
        private static final Set<UnicodeScript> AS_LATIN = EnumSet.of(
                UnicodeScript.LISU,
                UnicodeScript.CHEROKEE,
                UnicodeScript.COPTIC,
                UnicodeScript.DESERET,
                UnicodeScript.OSAGE);

        public static NameAppearance of(String name) {
            String plain = UNSEEN.matcher(
                            Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT))
                    .replaceAll("");
            StringBuilder look = new StringBuilder();
            plain.codePoints().map(NameAppearance::plain).forEach(look::appendCodePoint);
            for (int i = 0; i < look.length(); i++) {
                int at = ODD.indexOf(look.charAt(i));
                if (at >= 0) {
                    look.setCharAt(i, PLAIN.charAt(at));
                }
            }
            return new NameAppearance(
                    look.toString().replace('i', 'l').replace("rn", "m").replace("vv", "w"));
        }

        /**
         * Maps digits of other scripts to plain ones, and odd Latin letters by their Unicode names, such as "small
         * letter open e".
         */
        private static int plain(int sign) {
            if (Character.isDigit(sign)) {
                return '0' + Character.digit(sign, 10);
            }
            if (sign < 0x80 || ODD.indexOf(sign) >= 0 || UnicodeScript.of(sign) != UnicodeScript.LATIN) {
                return sign;
            }
            Matcher letter = LATIN.matcher(String.valueOf(Character.getName(sign)));
            return letter.matches() ? Character.toLowerCase(letter.group(1).charAt(0)) : sign;
        }

        /**
         * True if a word of the name mixes two scripts, or is in a script that looks like Latin: the name then imitates
         * another one.
         */
        static boolean isDisguised(String name) {
            return BETWEEN_WORDS
                    .splitAsStream(Normalizer.normalize(name, Normalizer.Form.NFKC))
                    .anyMatch(word -> {
                        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
                        word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
                        scripts.removeAll(WITH_OTHERS);
                        return scripts.size() > 1 || !Collections.disjoint(scripts, AS_LATIN);
                    });
        }

        public boolean isOfAny(Collection<String> names) {
            return names.stream().anyMatch(name -> isLike(of(name)));
        }

        /**
         * Compares two looks. A character of unknown look matches any other, as long as most of the name are plain
         * letters.
         */
        boolean isLike(NameAppearance other) {
            int[] signs = letters.codePoints().toArray();
            int[] others = other.letters.codePoints().toArray();
            if (signs.length != others.length) {
                return false;
            }
            int unknown = 0;
            for (int i = 0; i < signs.length; i++) {
                if (signs[i] != others[i]) {
                    if (signs[i] < 0x80) {
                        return false;
                    }
                    unknown++;
                }
            }
            return 2 * unknown < signs.length;
        }

        /** True for a name that shows nothing. */
        boolean isEmpty() {
            return letters.isEmpty();
        }
    }

    /**
     * The names that the history already uses for actors: the owner, the ledger, connectors, access tokens and apps. No
     * other actor gets such a name, or one that looks like it.
     */
    @FunctionalInterface
    public interface UsedActorNames {
        boolean isTaken(String actor);
    }

    /** The origins of other sites whose pages may call the interfaces for agents, with an access token of their own. */
    @FunctionalInterface
    public interface AllowedOrigins {
        /** @param origin such as {@code http://localhost:6274} */
        boolean take(String origin);
    }
}

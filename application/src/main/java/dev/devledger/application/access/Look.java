package dev.devledger.application.access;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What people see of a name: two with the same look they cannot tell apart.
 *
 * @param letters plain ones, without marks, spaces and what is not seen
 */
public record Look(String letters) {
    /** Marks, spaces, what steers text, and the letters and signs that are drawn as nothing. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{M}\\p{Z}\\p{C}\\s\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0]");

    /** Letters and digits that look like the plain one at the same place. */
    private static final String ODD =
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u043a"
                    + "\u043c\u0442\u0433\u04cf\u0475\u0578\u057d\u0585\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c9\u03c7\u0581"
                    + "\u0131\u0261\u026a\u0280\u028f\u1d00\u1d04\u1d05\u1d07\u1d0b\u1d0d\u0274\u1d0f\u1d18\u1d1b\u1d1c\u1d20\u1d21\ua731\u029f"
                    + "01|\u03c2\u04cc";

    private static final String PLAIN =
            "aeopcyxijshdqwk" + "mtrlvnuoaeikvoptuwxg" + "igiryacdekmnoptuvwsl" + "oll" + "cy";

    public static Look of(String name) {
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
        return new Look(look.toString().replace('i', 'l').replace("rn", "m").replace("vv", "w"));
    }

    public boolean isOfAny(Collection<String> names) {
        return names.stream().anyMatch(name -> of(name).equals(this));
    }

    /** Of a name in which people see nothing. */
    boolean isEmpty() {
        return letters.isEmpty();
    }
}

package dev.devledger.bootstrap.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant by a name that there is not. */
final class Nearest {
    /** A setting that each service has. */
    private static final int MOST = 3;

    private Nearest() {}

    /** One, or several that are as near; none where nothing is. */
    static List<String> to(String given, Collection<String> known) {
        String bare = bare(given);
        return known.stream()
                .min(Comparator.comparingInt((String each) -> distance(bare, bare(each)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(each -> distance(bare, bare(each)) <= Math.max(2, bare.length() / 5))
                .map(List::of)
                .orElseGet(() -> endingWith(bare, known));
    }

    /** Whether it is nearly that name, and not another way to write it. */
    static boolean isMistaken(String given, String name) {
        int distance = distance(bare(given), bare(name));
        return distance == 1 || distance == 2;
    }

    /** Such as {@code --data-dir}: right as far as it goes. */
    private static List<String> endingWith(String bare, Collection<String> known) {
        String own = bare.startsWith(KnownSettings.PREFIX) ? bare.substring(KnownSettings.PREFIX.length()) : bare;
        List<String> ending =
                known.stream().filter(each -> bare(each).endsWith(own)).toList();
        return own.length() > 2 && ending.size() <= MOST ? ending : List.of();
    }

    /** Whether it is written with dots, dashes or underscores makes no difference here. */
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Of Levenshtein: so many characters to put in, take out or exchange. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}

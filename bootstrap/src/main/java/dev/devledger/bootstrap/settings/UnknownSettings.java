package dev.devledger.bootstrap.settings;

import dev.devledger.bootstrap.settings.GivenSetting.Kind;
import dev.devledger.bootstrap.settings.Setting.KnownSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings under names that nobody reads: whoever set them believes that they count. */
final class UnknownSettings {
    /** What the build hands to the tests, which run the application in their own process. */
    private static final Pattern OF_TESTS =
            Pattern.compile("devledger[._](test|simulation|rows|jar|large)([._].*)?", Pattern.CASE_INSENSITIVE);

    /** What agents and clients read; and what Kubernetes sets in each container where the name of a service begins with ours. */
    private static final Pattern OTHER_VARIABLES =
            Pattern.compile("DEVLEDGER_(TOKEN|AUTHORIZATION|URL|(.*_)?(SERVICE|PORT)(_.*)?)", Pattern.CASE_INSENSITIVE);

    /** How the names begin that Spring and what runs in it know: a mistake in one of those is not told. */
    private static final Set<String> OTHER_FAMILIES =
            Set.of("spring", "server", "management", "logging", "info", "debug", "trace");

    /** What is often set, beside our own. */
    private static final List<String> OFTEN = List.of(
            "server.port",
            "server.address",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password");

    private UnknownSettings() {}

    /** A sentence or two for each. */
    static List<String> among(List<GivenSetting> all) {
        return all.stream()
                .filter(given -> isOurs(given) ? isUnknown(given) : isMistakenOption(given))
                .map(UnknownSettings::describe)
                .distinct()
                .toList();
    }

    private static boolean isOurs(GivenSetting given) {
        String name = given.name().toLowerCase(Locale.ROOT);
        return name.equals(KnownSettings.PREFIX)
                || name.startsWith(KnownSettings.PREFIX + ".")
                || (given.kind() == Kind.VARIABLE && name.startsWith(KnownSettings.PREFIX + "_"));
    }

    private static boolean isUnknown(GivenSetting given) {
        return given.setting().isEmpty()
                && !OF_TESTS.matcher(given.name()).matches()
                && !(given.kind() == Kind.VARIABLE
                        && OTHER_VARIABLES.matcher(given.name()).matches())
                && !ConfiguredPolicies.isOfAField(given.name(), given.kind() == Kind.VARIABLE);
    }

    /** On the command line nothing stands by chance; elsewhere there may be names that other programs read. */
    private static boolean isMistakenOption(GivenSetting given) {
        return switch (given.kind()) {
            case WORD -> true;
            case OPTION -> !OTHER_FAMILIES.contains(family(given)) || isNearlyOneOfSpring(given);
            case OTHER -> isNearlyOneOfSpring(given);
            case VARIABLE, SYSTEM_PROPERTY -> false;
        };
    }

    /** Spring has nothing else that is so like these. */
    private static boolean isNearlyOneOfSpring(GivenSetting given) {
        return OFTEN.stream().anyMatch(name -> Nearest.isMistaken(given.name(), name));
    }

    private static String family(GivenSetting given) {
        return given.name().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String describe(GivenSetting given) {
        if (given.kind() == Kind.WORD) {
            return "Devledger does not understand " + given.name().replaceAll("=[^,]*", "=…")
                    + ". Options begin with two dashes, such as" + " --server.port=8081; --help lists the commands.";
        }
        String option = given.kind() == Kind.OPTION ? "--" : "";
        List<String> near = nearest(given);
        return option + given.name() + " is not a setting of Devledger."
                + (near.isEmpty() ? "" : " Did you mean " + option + String.join(" or " + option, near) + "?")
                + " It was set " + given.place() + ".";
    }

    private static List<String> nearest(GivenSetting given) {
        Stream<String> ours = KnownSettings.all().stream()
                .map(setting ->
                        given.kind() == Kind.VARIABLE ? setting.variables().getFirst() : setting.name());
        Stream<String> often = given.kind() == Kind.VARIABLE ? Stream.of() : OFTEN.stream();
        return Nearest.to(given.name(), Stream.concat(ours, often).toList());
    }

    /** What somebody may have meant by a name that there is not. */
    static final class Nearest {
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
}

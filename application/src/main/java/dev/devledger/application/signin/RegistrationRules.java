package dev.devledger.application.signin;

import dev.devledger.application.signin.RegistrationRefused.Reason;
import java.util.List;

/** What a registration can be like. */
final class RegistrationRules {
    private static final int MOST_REDIRECTS = 10;
    private static final int LONGEST_NAME = 60;

    private RegistrationRules() {}

    static void require(AppRegistration wish) {
        List<String> redirects = wish.redirects();
        if (redirects.isEmpty() || redirects.size() > MOST_REDIRECTS) {
            throw new RegistrationRefused(
                    Reason.INVALID_REDIRECT_URI, "redirect_uris must have 1 to " + MOST_REDIRECTS + " addresses.");
        }
        redirects.forEach(each -> RedirectRule.wrong(each).ifPresent(what -> {
            throw new RegistrationRefused(Reason.INVALID_REDIRECT_URI, "Each of redirect_uris " + what + ".");
        }));
        requireAmong(wish.grants(), "grant_types", "authorization_code");
        requireAmong(wish.responses(), "response_types", "code");
    }

    /** Whatever else it could do, it comes by a code here. */
    private static void requireAmong(List<String> given, String what, String needed) {
        if (!given.isEmpty() && !given.contains(needed)) {
            throw new RegistrationRefused(
                    Reason.INVALID_CLIENT_METADATA, what + " must have " + needed + ": there is no other way here.");
        }
    }

    /** Such as {@code Claude Code (devledger)}: one line, of what a name can have, that ends somewhere. */
    static String name(String given) {
        String plain = given.replaceAll("[^\\p{L}\\p{M}\\p{N} ._@+()-]+", " ")
                .replaceAll(" +", " ")
                .strip();
        String begun = plain.replaceFirst("^[^\\p{L}\\p{N}]+", "");
        String cut = begun.substring(
                0, begun.offsetByCodePoints(0, Math.min(LONGEST_NAME, begun.codePointCount(0, begun.length()))));
        return cut.isBlank() ? "unnamed app" : cut.strip();
    }
}

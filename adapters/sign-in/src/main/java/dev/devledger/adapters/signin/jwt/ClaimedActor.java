package dev.devledger.adapters.signin.jwt;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * As whom the history names the one who brings a token: by the first of the claims {@code preferred_username}, {@code email}
 * and {@code sub} that is nobody else's name here. People choose their user names themselves, and one who is called
 * {@code owner} or {@code ticktick} is not to look like those (ADR 0138).
 */
final class ClaimedActor {
    /** One line that is not long, without what turns text around. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]{1,200}");

    private ClaimedActor() {}

    /** @param taken whether a name is somebody else's */
    static Optional<String> of(Jwt token, Predicate<String> taken) {
        return Stream.of(text(token, "preferred_username"), email(token), text(token, "sub"))
                .flatMap(Optional::stream)
                .filter(name -> NAME.matcher(name).matches() && !taken.test(name))
                .findFirst();
    }

    /** One that the issuer says it has not verified is anybody's. */
    private static Optional<String> email(Jwt token) {
        return Boolean.FALSE.equals(token.getClaims().get("email_verified")) ? Optional.empty() : text(token, "email");
    }

    private static Optional<String> text(Jwt token, String claim) {
        return text(token.getClaims().get(claim));
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text
                ? Optional.of(text.strip()).filter(name -> !name.isEmpty())
                : Optional.empty();
    }
}

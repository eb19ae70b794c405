package dev.devledger.adapters.signin.jwt;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a token says its bearer may do: {@code scope}, a text with spaces, or {@code scp}, which some issuers have as a list. */
public final class ClaimedScopes {
    private ClaimedScopes() {}

    /** @param prefix what those that mean us begin with, and what they are shown without */
    public static Set<String> of(Jwt token, String prefix) {
        Stream<String> all = token.hasClaim("scope") ? words(claim(token, "scope")) : words(claim(token, "scp"));
        return all.filter(word -> word.startsWith(prefix) && word.length() > prefix.length())
                .map(word -> word.substring(prefix.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Object claim(Jwt token, String name) {
        return token.getClaims().get(name);
    }

    private static Stream<String> words(@Nullable Object value) {
        return switch (value) {
            case String text -> Arrays.stream(text.split("\\s+"));
            case Collection<?> list -> list.stream().filter(Objects::nonNull).map(Object::toString);
            case null, default -> Stream.empty();
        };
    }
}

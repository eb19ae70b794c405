package dev.devledger.application.access;

import dev.devledger.domain.access.Scope;
import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What access tokens can be like.
 *
 * @param scopes all that there are, in the order in which they are shown
 * @param reserved what names look like that say who did something without a token of that name
 */
public record AccessRules(List<Scope> scopes, Set<Look> reserved) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@+-]{0,63}");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final List<String> NOBODYS = List.of("owner", "system", "devledger");

    public AccessRules {
        scopes = List.copyOf(scopes);
        reserved = Set.copyOf(reserved);
    }

    /** Of a ledger that can be connected with these. */
    public static AccessRules with(Collection<String> connectors) {
        List<Scope> scopes = new ArrayList<>(List.of(Scope.READ, Scope.WRITE, Scope.SYNC));
        connectors.stream().map(Scope::straightTo).forEach(scopes::add);
        scopes.add(Scope.ADMIN);
        return new AccessRules(
                scopes,
                Stream.concat(NOBODYS.stream(), connectors.stream())
                        .map(Look::of)
                        .collect(Collectors.toUnmodifiableSet()));
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
        Look look = Look.of(actor);
        return look.isEmpty() || reserved.stream().anyMatch(look::isLike) || Look.isDisguised(actor);
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

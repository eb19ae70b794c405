package dev.devledger.adapters.rest;

import dev.devledger.application.access.AccessTokenStore;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokenStore.TokenUse;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens in maps. */
public final class MemoryTokens implements AccessTokenStore {
    private final Map<UUID, IssuedToken> tokens = new ConcurrentHashMap<>();
    private final Map<UUID, IssuedToken> revoked = new ConcurrentHashMap<>();
    private final Map<String, UUID> hashes = new ConcurrentHashMap<>();

    /** What a look at the database ends with; null where it answers. */
    public volatile RuntimeException failure;

    @Override
    public synchronized boolean add(IssuedToken token, String hash) {
        tokens.values()
                .removeIf(each -> isNamed(each, token.name())
                        && each.expiresAt() != null
                        && !each.expiresAt().isAfter(token.createdAt()));
        if (tokens.values().stream().anyMatch(each -> isNamed(each, token.name()))) {
            return false;
        }
        tokens.put(token.id(), token);
        hashes.put(hash, token.id());
        return true;
    }

    private static boolean isNamed(IssuedToken token, String name) {
        return token.name().equalsIgnoreCase(name);
    }

    @Override
    public Page<IssuedToken> list(PageRequest page) {
        return new Page<>(
                tokens.values().stream()
                        .sorted(Comparator.comparing(IssuedToken::createdAt).reversed())
                        .limit(page.limit())
                        .toList(),
                null);
    }

    @Override
    public Optional<IssuedToken> find(UUID id) {
        return Optional.ofNullable(tokens.get(id));
    }

    @Override
    public List<String> names() {
        return tokens.values().stream().map(IssuedToken::name).toList();
    }

    @Override
    public Optional<StoredToken> ofHash(String hash) {
        fail();
        UUID id = hashes.get(hash);
        return id == null
                ? Optional.empty()
                : find(id).map(token -> new StoredToken(token, false))
                        .or(() -> Optional.ofNullable(revoked.get(id)).map(token -> new StoredToken(token, true)));
    }

    @Override
    public synchronized Optional<IssuedToken> revoke(UUID id, Instant at) {
        IssuedToken token = tokens.remove(id);
        if (token != null) {
            revoked.put(id, token);
        }
        return Optional.ofNullable(revoked.get(id));
    }

    @Override
    public long revocations() {
        fail();
        return revoked.size();
    }

    @Override
    public void used(UUID id, TokenUse use) {
        tokens.computeIfPresent(
                id,
                (same, token) -> new IssuedToken(
                        id,
                        token.name(),
                        token.access(),
                        token.projectKey(),
                        token.createdAt(),
                        token.expiresAt(),
                        use));
    }

    private void fail() {
        RuntimeException set = failure;
        if (set != null) {
            throw set;
        }
    }
}

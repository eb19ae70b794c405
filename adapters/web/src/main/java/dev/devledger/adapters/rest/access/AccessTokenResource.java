package dev.devledger.adapters.rest.access;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokenStore.TokenUse;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.access.AccessTokens.NewAccessToken;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/access-tokens", produces = MediaType.APPLICATION_JSON_VALUE)
public record AccessTokenResource(AccessTokens tokens, IdempotentWrites writes) {
    private static final Set<String> READ_ONLY =
            Set.of("id", "createdAt", "lastUsedAt", "lastUsedChannel", "lastUsedClient", "token");

    /**
     * Creates a token. The stored answer for a repeat does not contain the secret: a repeat only says that the secret
     * was shown before (ADR 0131).
     */
    @PostMapping
    HttpAnswer create(WriteRequest call) {
        JsonFields body = call.body().readOnly(READ_ONLY);
        NewAccessToken wish = new NewAccessToken(
                body.required("name", Parser::text, "-"),
                SetTo.orElse(body.texts("scopes"), List.of(), List.of()),
                body.optional("project", Parser::text),
                body.optional("expiresAt", AccessTokenResource::instant));
        body.rejectIfAny();
        AtomicReference<AccessTokens.Created> created = new AtomicReference<>();
        HttpAnswer kept = writes.orderOnce(call, () -> {
            AccessTokens.Created made = tokens.create(wish);
            created.set(made);
            return HttpAnswer.ok(AccessTokenView.of(made.token()))
                    .withMember("token", null)
                    .created("/api/access-tokens/" + made.token().id());
        });
        AccessTokens.Created now = created.get();
        return now == null ? kept : kept.withMember("token", now.secret());
    }

    private static Instant instant(String text) throws Parser.InvalidText {
        if (Parser.when(text) instanceof When.Moment(Instant instant)) {
            return instant;
        }
        throw new Parser.InvalidText("is a day; an instant such as 2026-03-31T09:00:00Z is expected");
    }

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        Page<IssuedToken> found = tokens.list(page);
        List<AccessTokenView> items =
                found.items().stream().map(AccessTokenView::of).toList();
        return HttpAnswer.page(new Page<>(items, found.nextCursor()));
    }

    @GetMapping("/{id}")
    HttpAnswer read(@PathVariable String id) {
        return HttpAnswer.ok(AccessTokenView.of(tokens.find(id)));
    }

    /** Revokes the token, which then no longer works, even on streams that it has opened. */
    @DeleteMapping("/{id}")
    HttpAnswer revoke(@PathVariable String id, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> HttpAnswer.ok(AccessTokenView.of(tokens.revoke(id))));
    }

    /** An access token without its secret. */
    record AccessTokenView(
            UUID id,
            String name,
            List<String> scopes,
            @Nullable String project,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedChannel,
            @Nullable String lastUsedClient) {
        static AccessTokenView of(IssuedToken token) {
            TokenUse use = token.lastUse();
            return new AccessTokenView(
                    token.id(),
                    token.name(),
                    token.access().scopes().stream().map(Scope::word).toList(),
                    token.projectKey(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    use == null ? null : use.channel(),
                    use == null ? null : use.client());
        }
    }
}

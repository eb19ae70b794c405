package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.ShownDuration;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokenStore.TokenUse;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.Connectors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of access tokens. No page contains a secret: the script shows it once, from the API's answer. */
@Controller
record TokenPage(AccessTokens tokens, Connectors connectors, Frames frames, Clock clock) {
    private static final int SHOWN = 100;

    /** A token as a line of the page. */
    record Line(IssuedToken token, Instant now) {
        String scopes() {
            return token.access().scopes().stream().map(Scope::word).collect(Collectors.joining(", "));
        }

        String project() {
            return token.projectKey() == null ? "all projects" : token.projectKey() + " only";
        }

        @Nullable
        ShownInstant used() {
            return at(token.lastUsedAt());
        }

        /** Returns the channel of the token's last use, such as {@code MCP (claude-code/2.1)}; empty if unknown. */
        String through() {
            TokenUse use = token.lastUse();
            String channel = use == null ? null : use.channel();
            if (use == null || channel == null) {
                return "";
            }
            String way = channel.toUpperCase(Locale.ROOT);
            return use.client() == null ? way : way + " (" + use.client() + ")";
        }

        /** Describes the last use, for a user who is about to revoke the token. */
        String lastUse() {
            ShownInstant used = used();
            if (used == null) {
                return "This token was never used.";
            }
            return "This token was last used " + used.ago()
                    + (through().isEmpty() ? "." : ", through " + through() + ".");
        }

        @Nullable
        ShownInstant ends() {
            return at(token.expiresAt());
        }

        private @Nullable ShownInstant at(@Nullable Instant instant) {
            return instant == null ? null : new ShownInstant(instant, now);
        }

        boolean isExpired() {
            return token.expiresAt() != null && !now.isBefore(token.expiresAt());
        }

        String left() {
            return token.expiresAt() == null
                    ? ""
                    : ShownDuration.between(now, token.expiresAt()).toString();
        }

        /** Returns the address of the changes made with the token; the token's name is the name of the actor. */
        String history() {
            return new PageQuery("/history", Map.of()).with("actor", token.name());
        }
    }

    /** A scope in the form for a new token. */
    record TokenScope(String word, String words) {}

    /** @param next the address of older tokens; null if none are older */
    record View(Frame frame, List<Line> tokens, @Nullable String next, List<TokenScope> rights, String server) {}

    private TokenScope right(Scope scope) {
        return new TokenScope(
                scope.word(),
                switch (scope.word()) {
                    case "read" -> "Read everything: projects, tasks, time, the history, exports.";
                    case "write" -> "Change projects, tasks and time, claim tasks, undo changes.";
                    case "sync" -> "Run the sync, resolve conflicts, approve or refuse changes.";
                    case "admin" -> "Manage access tokens, rebuilds, imports and connected accounts.";
                    default -> "Call " + title(scope) + " directly, without recording it in the history.";
                });
    }

    /**
     * Returns the title of a connector's scope. A new scope that belongs to no connector needs words in the method
     * above.
     */
    private String title(Scope scope) {
        return connectors
                .title(scope.word())
                .orElseThrow(() -> new IllegalStateException("Nobody said what the right " + scope + " is"));
    }

    @GetMapping(path = "/tokens", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageQuery asked = new PageQuery("/tokens", parameters);
        Page<IssuedToken> page = tokens.list(new PageRequest(SHOWN, asked.text(PageQuery.CURSOR)));
        Instant now = clock.instant();
        View view = new View(
                frames.of("Access tokens – Devledger", "/tokens", null, request),
                page.items().stream().map(each -> new Line(each, now)).toList(),
                asked.next(page.nextCursor()),
                tokens.scopes().stream().map(this::right).toList(),
                BaseAddress.of(request));
        Templates.write(Templates.render("dashboard/keeping/tokens.jte", view), response);
    }
}

package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.access.AccessTokens.Created;
import dev.devledger.application.access.AccessTokens.NewAccessToken;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.shared.Rejection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code token create}. Only the token goes to {@code out}, so that a script can store it. */
public record TokenCreateCommand(AccessTokens tokens, InstantSource clock) implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "token create",
            "",
            Set.of("name=NAME", "scope=read,write", "project=P-1", "expires=90d"),
            "creates an access token, and shows it this once; the server may be running",
            Needs.A_LEDGER);

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([mhdw])");

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        NewAccessToken wish = new NewAccessToken(
                needed(arguments, "name"),
                scopes(needed(arguments, "scope")),
                arguments.value("project").orElse(null),
                arguments.value("expires").map(this::end).orElse(null));
        try {
            Created created = tokens.create(wish);
            console.err().println(describe(created));
            console.out().println(created.secret());
            return Exit.GOOD;
        } catch (Rejection refused) {
            throw Complaint.refused(refused.detail());
        }
    }

    private static String needed(CommandArguments arguments, String option) {
        return arguments
                .value(option)
                .orElseThrow(() -> Complaint.couldNotRun(
                        "token create needs --%s.%nUsage: java -jar devledger.jar %s".formatted(option, INFO.usage())));
    }

    private static List<String> scopes(String words) {
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Instant end(String text) {
        Matcher span = SPAN.matcher(text);
        try {
            return span.matches()
                    ? clock.instant().plus(length(Long.parseLong(span.group(1)), span.group(2)))
                    : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw Complaint.couldNotRun(
                    "--expires is a time from now such as 90d, 12h or 4w, or an instant such as 2030-01-01T00:00:00Z.");
        }
    }

    private static Duration length(long many, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(many);
            case "h" -> Duration.ofHours(many);
            case "d" -> Duration.ofDays(many);
            default -> Duration.ofDays(7 * many);
        };
    }

    private static String describe(Created created) {
        return "Access token %s may %s%s. It %s. Its id is %s. The token is not stored, so it is shown this once:"
                .formatted(
                        created.token().name(),
                        Access.words(created.token().access().scopes()),
                        created.token().projectKey() == null
                                ? ""
                                : ", in " + created.token().projectKey() + " only",
                        created.token().expiresAt() == null
                                ? "does not expire"
                                : "expires at " + created.token().expiresAt(),
                        created.token().id());
    }

    /** {@code token list}. */
    public record TokenListCommand(AccessTokens tokens) implements Command {
        public static final CommandInfo INFO = new CommandInfo(
                "token list", "", Set.of(), "lists the access tokens, without their secrets", Needs.A_LEDGER);

        private static final List<String> HEAD =
                List.of("id", "name", "scopes", "project", "created", "expires", "last used");

        @Override
        public Exit run(CommandArguments arguments, Console console) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(HEAD);
            Page<IssuedToken> page = tokens.list(new PageRequest(PageRequest.MAX_LIMIT, null));
            while (true) {
                page.items().stream().map(TokenListCommand::row).forEach(rows::add);
                if (page.nextCursor() == null) {
                    break;
                }
                page = tokens.list(new PageRequest(PageRequest.MAX_LIMIT, page.nextCursor()));
            }
            if (rows.size() == 1) {
                console.out().println("There is no access token.");
            } else {
                print(rows, console);
            }
            return Exit.GOOD;
        }

        private static List<String> row(IssuedToken token) {
            return List.of(
                    token.id().toString(),
                    token.name(),
                    token.access().scopes().stream().map(Scope::word).collect(Collectors.joining(",")),
                    Objects.requireNonNullElse(token.projectKey(), "all"),
                    token.createdAt().toString(),
                    Objects.requireNonNullElse(token.expiresAt(), "never").toString(),
                    Objects.requireNonNullElse(token.lastUsedAt(), "never").toString());
        }

        private static void print(List<List<String>> rows, Console console) {
            int[] widths = IntStream.range(0, HEAD.size())
                    .map(column -> rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0))
                    .toArray();
            for (List<String> row : rows) {
                StringBuilder line = new StringBuilder();
                for (int column = 0; column < widths.length; column++) {
                    line.append(row.get(column))
                            .append(" "
                                    .repeat(2 + widths[column] - row.get(column).length()));
                }
                console.out().println(line.toString().stripTrailing());
            }
        }
    }

    /** {@code token revoke ID}. */
    public record TokenRevokeCommand(AccessTokens tokens) implements Command {
        public static final CommandInfo INFO = new CommandInfo(
                "token revoke",
                "ID",
                Set.of(),
                "revokes an access token; a running server notices it within a second",
                Needs.A_LEDGER);

        @Override
        public Exit run(CommandArguments arguments, Console console) {
            try {
                console.out()
                        .printf(
                                "Access token %s is revoked.%n",
                                tokens.revoke(arguments.get(1)).name());
                return Exit.GOOD;
            } catch (Rejection unknown) {
                throw Complaint.refused("There is no access token with this id. token list shows all of them.");
            }
        }
    }
}

package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
                        .append(" ".repeat(2 + widths[column] - row.get(column).length()));
            }
            console.out().println(line.toString().stripTrailing());
        }
    }
}

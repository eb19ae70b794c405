package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.access.AccessTokens.Created;
import dev.devledger.application.access.AccessTokens.NewAccessToken;
import dev.devledger.domain.shared.Rejection;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
}

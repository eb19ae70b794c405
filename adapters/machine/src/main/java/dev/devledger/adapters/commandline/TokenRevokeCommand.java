package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.domain.shared.Rejection;
import java.util.Set;

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

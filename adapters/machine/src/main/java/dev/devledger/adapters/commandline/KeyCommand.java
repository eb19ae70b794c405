package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.connection.AccountTokens.SecretStore.KeyRotation;
import dev.devledger.application.connection.AccountTokens.SecretStore.KeyRotation.Rotated;
import java.util.Set;

/** {@code key rotate}. */
public record KeyCommand(KeyRotation rotation) implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "key",
            "rotate",
            Set.of(),
            "encrypts the stored secrets with a new key, and forgets the old one; the server may be running",
            Needs.A_LEDGER);

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        if (!arguments.get(0).equals("rotate")) {
            throw Complaint.couldNotRun("There is only: java -jar devledger.jar " + INFO.usage());
        }
        return switch (rotation.rotate()) {
            case Rotated.Done done -> {
                console.out().println(describe(done));
                yield done.locked() == 0 ? Exit.GOOD : Exit.REFUSED;
            }
            case Rotated.ConfiguredKey notOurs ->
                throw Complaint.refused(
                        "The key is that of the setting devledger.encryption-key, which Devledger cannot"
                                + " change. Remove the setting and connect the accounts again; or put its key into the file"
                                + " encryption.key of the data folder (mode 0600), remove the setting, and rotate again.");
        };
    }

    private static String describe(Rotated.Done done) {
        return "%s The key is %s now, and %s with it.%s%nIf several nodes use this ledger, copy encryption.key to each of them."
                .formatted(
                        done.finished() ? "A rotation that had broken off is finished." : "There is a new key.",
                        done.keyId(),
                        counted(done.secrets(), "is encrypted", "are encrypted"),
                        done.locked() == 0
                                ? ""
                                : " %s with a key that is not here, and stay so."
                                        .formatted(counted(done.locked(), "is encrypted", "are encrypted")));
    }

    private static String counted(int secrets, String one, String more) {
        return secrets + (secrets == 1 ? " stored secret " + one : " stored secrets " + more);
    }
}

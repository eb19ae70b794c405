package dev.devledger.adapters.commandline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.backup.GzipBackupFiles;
import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.ImportLedger;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    @Test
    void a_file_that_is_missing_is_told_before_the_ledger_that_is_not_empty(@TempDir Path folder) {
        ImportLedger full = new ImportLedger(new GzipBackupFiles("test", Clock.systemUTC()), () -> {
            throw BackupFailure.refused("The ledger is not empty.");
        });
        Path missing = folder.resolve("none.gz");
        Console console = new Console(System.out, System.err);
        assertThatThrownBy(
                        () -> new ImportCommand(full).run(CommandArguments.of("import", missing.toString()), console))
                .hasMessage("There is no file " + missing + ".")
                .extracting("exit")
                .isEqualTo(Exit.COULD_NOT_RUN);
    }
}

package dev.devledger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @ParameterizedTest
    @CsvSource({
        "--help, java -jar devledger.jar [OPTIONS]",
        "-h, java -jar devledger.jar [OPTIONS]",
        "--version, Devledger ",
        "-V, Devledger "
    })
    void what_is_asked_for_is_printed(String option, String beginning) {
        assertThat(CommandLine.isMeantBy(CommandArguments.of(option))).isTrue();
        CommandHere.Result result = CommandHere.run(option);
        assertThat(result.exit()).isZero();
        assertThat(result.out()).startsWith(beginning);
        assertThat(result.err()).isEmpty();
    }
}

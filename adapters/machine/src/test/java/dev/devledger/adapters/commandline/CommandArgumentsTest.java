package dev.devledger.adapters.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Exit;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandArgumentsTest {
    private static final CommandInfo EXPORT =
            new CommandInfo("export", "FILE", Set.of("overwrite"), "writes", Needs.A_LEDGER);

    @Test
    void the_first_word_without_dashes_is_the_command() {
        CommandArguments arguments = CommandArguments.of("--devledger.data-dir=/a", "export", "--overwrite", "/b");
        assertThat(arguments.command()).contains("export");
        assertThat(arguments.get(0)).isEqualTo("/b");
        assertThat(arguments.has("overwrite")).isTrue();
        assertThat(arguments.forConfiguration(EXPORT)).containsExactly("--devledger.data-dir=/a");
        assertThatCode(() -> arguments.requireFit(EXPORT)).doesNotThrowAnyException();
    }

    @Test
    void what_is_the_command_s_own_is_not_for_the_configuration() {
        CommandInfo verify = new CommandInfo("verify", "", Set.of("head=BATCH:HASH"), "proves", Needs.A_LEDGER);
        assertThat(CommandArguments.of("verify", "--head=1:a", "--haed=1:a").forConfiguration(verify))
                .containsExactly("--haed=1:a");
    }

    @Test
    void a_value_that_is_a_word_of_its_own() {
        assertThat(CommandArguments.of("--data-dir", "/a").optionWithoutValue()).contains("--data-dir");
        assertThat(CommandArguments.of("-p", "8081", "--debug").optionWithoutValue())
                .contains("-p");
        assertThat(CommandArguments.of("serve", "--debug").optionWithoutValue()).isEmpty();
    }

    @Test
    void options_alone_mean_the_server() {
        assertThat(CommandArguments.of().command()).isEmpty();
        assertThat(CommandArguments.of("--server.port=0", "--debug").command()).isEmpty();
    }

    @Test
    void what_is_mistyped_or_missing_is_told_with_the_usage() {
        mistaken("export does not know the option --overwite.", "export", "f", "--overwite");
        mistaken("export does not know the option -f.", "export", "f", "-f");
        mistaken("export takes FILE, but got nothing.", "export");
        mistaken("export takes FILE, but got a b.", "export", "a", "b");
    }

    private static void mistaken(String told, String... arguments) {
        assertThatThrownBy(() -> CommandArguments.of(arguments).requireFit(EXPORT))
                .hasMessage(told + System.lineSeparator() + "Usage: java -jar devledger.jar export FILE [--overwrite]")
                .satisfies(failure -> assertThat(((Complaint) failure).exit()).isEqualTo(Exit.COULD_NOT_RUN));
    }

    @Test
    void short_options_are_the_long_ones() {
        assertThat(CommandArguments.of("-h").has("help")).isTrue();
        assertThat(CommandArguments.of("-V").has("version")).isTrue();
    }
}

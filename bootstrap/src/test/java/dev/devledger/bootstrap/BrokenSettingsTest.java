package dev.devledger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Files and texts of settings that cannot be read: the start ends before anything is begun. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenSettingsTest {

    private static final class Nothing {}

    private static String failed(CapturedOutput output, String... arguments) {
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThat(catchThrowable(() -> application.run(arguments).close())).isNotNull();
        assertThat(output.getAll().lines().filter(line -> line.contains("ERROR")))
                .as(output.getAll())
                .hasSize(3);
        assertThat(output).contains("Devledger cannot start.").doesNotContain("\tat ", "sesame");
        return output.getAll();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "yaml; server:\\n  port: 8081\\n bad: [\\n; is not valid YAML, line 3: expected <block end>",
                "yml; a: b\\n\\tc: d\\n; is not valid YAML, line 2: found character",
                "yaml; a: *sesame\\n; line 1: found undefined alias: put a value that begins with * into quotes.",
                "properties; a=\\\\u12\\n; cannot be read: Malformed"
            })
    void a_file(String ending, String text, String told, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        Path file = Files.writeString(folder.resolve("application." + ending), text.translateEscapes());
        assertThat(failed(output, "--spring.config.additional-location=file:" + folder + "/"))
                .contains("The file " + file + " ", told, "Correct the file");
    }

    @Test
    void a_file_that_is_no_text(@TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = Files.write(folder.resolve("application.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, '\n'});
        assertThat(failed(output, "--spring.config.additional-location=file:" + folder + "/"))
                .contains("The file " + file + " cannot be read: it is not text in UTF-8.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{\"a\": sesame}; : line 1, column 7.", "[1]; JSON object", "sesame; JSON object"})
    void json(String text, String told, CapturedOutput output) {
        assertThat(failed(output, "--spring.application.json=" + text))
                .contains("SPRING_APPLICATION_JSON is not a valid JSON object", told, "{\"server.port\": 8081}");
    }
}

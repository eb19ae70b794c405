package dev.devledger.bootstrap.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the files of settings in the way of Spring, and reports which of them is broken, as Spring's exceptions do not
 * name the file.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsFiles implements PropertySourceLoader {
    private final PropertySourceLoader yaml = new YamlPropertySourceLoader();
    private final PropertySourceLoader properties = new PropertiesPropertySourceLoader();

    /** Returns the extensions in Spring's order of precedence. */
    @Override
    public String[] getFileExtensions() {
        return new String[] {"properties", "xml", "yml", "yaml"};
    }

    @Override
    public List<PropertySource<?>> load(String name, Resource resource) {
        String file = file(resource);
        try {
            return (isYaml(file) ? yaml : properties).load(name, resource);
        } catch (MarkedYAMLException e) {
            throw broken(
                    "The file " + file + " is not valid YAML" + line(e) + ": " + problem(e) + ".",
                    "Correct the file. Settings of one level begin in the same column; indent with spaces, not with"
                            + " tabs; put a value with special characters into single quotes.");
        } catch (IOException | RuntimeException e) {
            throw broken(
                    "The file " + file + " cannot be read: " + reason(e) + ".",
                    "Correct the file: it must be text in UTF-8 that this user may read. Or move it away.");
        }
    }

    private static InvalidSetting broken(String problem, String remedy) {
        return new InvalidSetting(List.of(problem), remedy);
    }

    private static String file(Resource resource) {
        try {
            return resource.getFile().getAbsolutePath();
        } catch (IOException e) {
            return resource.getDescription(); // the resource is inside a jar
        }
    }

    private static String reason(Exception e) {
        String reason =
                String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        return e.getCause() instanceof CharacterCodingException
                ? "it is not text in UTF-8"
                : reason.replaceAll("\\.$", "");
    }

    private static boolean isYaml(String file) {
        return file.matches("(?i).*\\.ya?ml\\W*"); // for a resource inside a jar the description ends with a bracket
    }

    private static String line(MarkedYAMLException e) {
        return e.getProblemMark() == null ? "" : ", line " + (e.getProblemMark().getLine() + 1);
    }

    /**
     * Returns the problem. An undefined alias is not quoted: it is a value that begins with an asterisk, perhaps a
     * password.
     */
    private static String problem(MarkedYAMLException e) {
        return String.valueOf(e.getProblem())
                .replaceAll("(?s)(undefined alias).*", "$1: put a value that begins with * into quotes")
                .replaceAll("\\.$", "");
    }
}

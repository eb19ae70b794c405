package dev.devledger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Runs behind all tests of a build, and reads how long they took. */
class TierCheck {
    private static final double SECONDS = 20;

    /** Sixty worlds and each that ever broke are a part of what says in each build whether a change holds. */
    private static final String SIMULATION = "dev.devledger.application.sync.simulation.SimulationTest";

    /**
     * On a slow machine all of them take longer, and one takes more than twice as long where something else runs beside it: what
     * is too long is so beside all others of the same run too. Between the two {@code trials/house} names it, on a quiet machine.
     */
    private static final int CLASSES_OF_SUCH_A_LENGTH = 20;

    @Test
    void what_takes_long_is_tagged_so() throws Exception {
        assumeTrue("long".equals(System.getProperty("test.later")), "All tests were asked for, the long ones too");
        Instant begun = Instant.parse(System.getProperty("build.begun"));
        Map<String, Double> seconds = new HashMap<>();
        for (String module : SourceModules.all()) {
            for (String reports : new String[] {"surefire-reports", "failsafe-reports"}) {
                read(SourceModules.ROOT.resolve(module).resolve("target").resolve(reports), begun, seconds);
            }
        }
        assertThat(tooLong(seconds))
                .as(
                        "Classes that take over %s s and a twentieth of all: make them quicker, or tag what is long in them",
                        SECONDS)
                .isEmpty();
    }

    @Test
    void one_is_too_long_by_the_clock_and_beside_the_others() {
        assertThat(tooLong(Map.of("Quick", 20.0, "Slow", 21.0))).containsOnlyKeys("Slow");
        Map<String, Double> many = new HashMap<>(Map.of("Slow", 21.0));
        for (int each = 0; each < 390; each++) many.put("Quick" + each, 1.0);
        assertThat(tooLong(many)).containsOnlyKeys("Slow");
        many.replaceAll((name, seconds) -> seconds * 3);
        assertThat(tooLong(many)).containsOnlyKeys("Slow");
        many.put("Slow", 20.0 * 3);
        assertThat(tooLong(many)).isEmpty();
    }

    private static Map<String, Double> tooLong(Map<String, Double> seconds) {
        double all = seconds.values().stream().mapToDouble(each -> each).sum();
        double most = Math.max(SECONDS, all / CLASSES_OF_SUCH_A_LENGTH);
        Map<String, Double> tooLong = new TreeMap<>(seconds);
        tooLong.remove(SIMULATION);
        tooLong.values().removeIf(each -> each <= most);
        return tooLong;
    }

    /** The tests themselves: the start of an application that many classes share is not of the one that comes first. */
    private static void read(Path folder, Instant begun, Map<String, Double> seconds) throws Exception {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> isReport(each, begun)).toList()) {
                Document report = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile());
                NodeList tests = report.getElementsByTagName("testcase");
                double all = 0;
                for (int each = 0; each < tests.getLength(); each++) {
                    all += Double.parseDouble(
                            ((Element) tests.item(each)).getAttribute("time").replace(",", ""));
                }
                seconds.put(report.getDocumentElement().getAttribute("name"), all);
            }
        }
    }

    private static boolean isReport(Path file, Instant begun) {
        try {
            return file.getFileName().toString().matches("TEST-.*\\.xml")
                    && !Files.getLastModifiedTime(file).toInstant().isBefore(begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

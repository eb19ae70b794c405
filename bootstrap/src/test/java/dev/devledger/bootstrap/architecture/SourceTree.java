package dev.devledger.bootstrap.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The main sources, for the rules that compiled classes cannot tell about. */
record SourceTree(List<Source> sources) {
    private static final int MOST_LINES = 400;
    private static final long MOST_PUBLIC_TYPES = 15;
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:abstract|final|sealed|non-sealed) )*(?:class|record|interface|enum|@interface) ",
            Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern NO_CODE = Pattern.compile("\\s*(?:(?://|import |package ).*|[{}()\\[\\];,]*)\\s*");
    private static final Pattern SENTENCE = Pattern.compile("\\A\\s*/\\*\\*[\\s*]+[A-Z](?s:.+?)\\.\\s*\\*/");
    private static final Pattern CONNECTOR = Pattern.compile(" implements Connector\\b");
    private static final Pattern VENDOR = Pattern.compile("ticktick|clickup|trackingtime", Pattern.CASE_INSENSITIVE);

    private static final Pattern SERVICE = Pattern.compile("\\.adapters\\.services\\.(\\w+)");
    private static final Pattern SANDBOX = Pattern.compile("adapters\\.sandbox\\.\\w+");

    record Source(String module, String inPackage, String name, String text) {
        boolean saysWhatThePackageIs() {
            return name.equals("package-info") && SENTENCE.matcher(text).find();
        }

        long publicTypes() {
            return PUBLIC_TYPE.matcher(text).results().count();
        }

        /** Lines that are neither blank, comment, import, package nor a lone bracket. */
        long codeLines() {
            return COMMENT.matcher(text)
                    .replaceAll("")
                    .lines()
                    .filter(line -> !NO_CODE.matcher(line).matches())
                    .count();
        }

        /** Names may meet only there. Each service has words of its own, and its sandbox is a program of its own with them. */
        String part() {
            Matcher sandbox = SANDBOX.matcher(inPackage);
            if (sandbox.find()) {
                return sandbox.group();
            }
            Matcher service = SERVICE.matcher(inPackage);
            if (service.find()) {
                return service.group(1);
            }
            return module;
        }
    }

    static SourceTree of(Path root, List<String> modules) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String module : modules) {
            Path folder = root.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String inPackage =
                            folder.relativize(file.getParent()).toString().replaceAll("[/\\\\]", ".");
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.add(new Source(module, inPackage, name, Files.readString(file)));
                }
            }
        }
        return new SourceTree(sources);
    }

    private List<String> groups(Function<Source, String> by, Predicate<List<Source>> wrong) {
        Map<String, List<Source>> groups = sources.stream().collect(groupingBy(by, TreeMap::new, toList()));
        groups.values().removeIf(wrong.negate());
        return List.copyOf(groups.keySet());
    }

    List<String> crowdedPackages() {
        return groups(
                Source::inPackage,
                files -> files.stream().mapToLong(Source::publicTypes).sum() > MOST_PUBLIC_TYPES);
    }

    List<String> longFiles() {
        return sources.stream()
                .filter(source -> source.text().lines().count() > MOST_LINES)
                .map(source -> source.inPackage() + "." + source.name())
                .sorted()
                .toList();
    }

    SortedMap<String, Long> codeLines() {
        return sources.stream().collect(groupingBy(Source::module, TreeMap::new, summingLong(Source::codeLines)));
    }

    List<String> packagesWithoutASentence() {
        return groups(Source::inPackage, files -> files.stream().noneMatch(Source::saysWhatThePackageIs));
    }

    List<String> packagesOfTwoModules() {
        return groups(
                Source::inPackage,
                files -> files.stream().map(Source::module).distinct().count() > 1);
    }

    List<String> namesOfTwoTypes() {
        return groups(
                source -> source.part() + " " + source.name(),
                files -> files.size() > 1 && !files.getFirst().name().equals("package-info"));
    }

    /** The lines of those modules that name a service which could be connected. */
    List<String> linesWithAVendor(List<String> modules) {
        return sources.stream()
                .filter(source -> modules.contains(source.module()))
                .flatMap(source -> source.text()
                        .lines()
                        .filter(line -> VENDOR.matcher(line).find())
                        .map(line -> source.inPackage() + "." + source.name() + ": " + line.strip()))
                .toList();
    }

    /** What connects a service. */
    List<String> connectors() {
        return sources.stream()
                .filter(source -> CONNECTOR.matcher(source.text()).find())
                .map(Source::name)
                .toList();
    }
}

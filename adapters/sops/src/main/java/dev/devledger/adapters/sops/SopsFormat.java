package dev.devledger.adapters.sops;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a file is written, which SOPS tells by its name. */
enum SopsFormat {
    YAML(YamlText::branches, Metadata.NESTED, ".yaml", ".yml"),
    JSON(JsonText::branches, Metadata.NESTED, ".json"),
    DOTENV(DotenvText::branches, Metadata.PREFIXED, ".env"),
    INI(IniText::branches, Metadata.FLAT_BELOW_ITS_NAME, ".ini");

    /** Where the file says how it is encrypted. */
    enum Metadata {
        NESTED,
        PREFIXED,
        FLAT_BELOW_ITS_NAME
    }

    /** Makes the branches of a text; only YAML has more than one. */
    interface Reader {
        List<SopsNode.Branch> of(String text) throws UnreadableSops;
    }

    private final Reader reader;
    private final Metadata metadata;
    private final List<String> endings;

    SopsFormat(Reader reader, Metadata metadata, String... endings) {
        this.reader = reader;
        this.metadata = metadata;
        this.endings = List.of(endings);
    }

    /** Nothing for what SOPS takes as one piece. */
    static Optional<SopsFormat> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    List<SopsNode.Branch> branches(String text) throws UnreadableSops {
        return reader.of(text);
    }

    SopsFile.Layout layout() {
        return switch (this) {
            case YAML, JSON -> SopsFile.Layout.TREE;
            case INI -> SopsFile.Layout.SECTIONS;
            case DOTENV -> SopsFile.Layout.ENVIRONMENT;
        };
    }

    Metadata metadata() {
        return metadata;
    }
}

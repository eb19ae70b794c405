package dev.devledger.adapters.sops;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a file is written, which SOPS tells by its name. */
enum SopsFormat {
    YAML(Metadata.NESTED, ".*[.]ya?ml"),
    JSON(Metadata.NESTED, ".*[.]json"),
    DOTENV(Metadata.PREFIXED, ".*[.]env"),
    INI(Metadata.FLAT_BELOW_ITS_NAME, ".*[.]ini");

    /** Where the file says how it is encrypted. */
    enum Metadata {
        NESTED,
        PREFIXED,
        FLAT_BELOW_ITS_NAME
    }

    private final Metadata metadata;
    private final Pattern name;

    SopsFormat(Metadata metadata, String name) {
        this.metadata = metadata;
        this.name = Pattern.compile(name);
    }

    /** Nothing for what SOPS takes as one piece. */
    static Optional<SopsFormat> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Arrays.stream(values())
                .filter(format -> format.name.matcher(name).matches())
                .findFirst();
    }

    /** Only YAML has more than one. */
    List<SopsNode.Branch> branches(String text) throws UnreadableSops {
        return switch (this) {
            case YAML -> YamlText.branches(text);
            case JSON -> JsonText.branches(text);
            case DOTENV -> DotenvText.branches(text);
            case INI -> IniText.branches(text);
        };
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

package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsNode.Nothing;
import dev.devledger.adapters.sops.SopsNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML, a branch for each document. What a plain word means is left to {@link YamlWord}. */
final class YamlText {
    private YamlText() {}

    static List<Branch> branches(String text) throws UnreadableSops {
        List<Branch> branches = new ArrayList<>();
        try {
            for (Node document : yaml().composeAll(new StringReader(text))) {
                branches.add(document(document));
            }
        } catch (MarkedYAMLException words) { // which quote what is in the file
            int line =
                    words.getProblemMark() == null ? 1 : words.getProblemMark().getLine() + 1;
            throw UnreadableSops.damaged("it is not YAML at line " + line);
        } catch (YAMLException words) {
            throw UnreadableSops.damaged("it is not YAML");
        }
        return branches;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions none = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(none), none, options, new Plain());
    }

    /** Every scalar without a tag of its own is a string at first. */
    private static final class Plain extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }

    private static Branch document(Node node) throws UnreadableSops {
        SopsNode read = node(node);
        return switch (read) {
            case Branch branch -> branch;
            case Nothing none -> new Branch(List.of());
            default -> throw UnreadableSops.damaged("a document of it is no mapping");
        };
    }

    private static SopsNode node(Node node) throws UnreadableSops {
        return switch (node) {
            case MappingNode mapping -> branch(mapping);
            case SequenceNode sequence -> sequence(sequence);
            case ScalarNode scalar -> YamlWord.value(scalar.getValue(), tag(scalar));
            default -> throw UnreadableSops.damaged("line " + line(node) + " has something unknown");
        };
    }

    private static Branch branch(MappingNode mapping) throws UnreadableSops {
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NodeTuple each : mapping.getValue()) {
            if (!(each.getKeyNode() instanceof ScalarNode key) || !YamlWord.isText(key.getValue(), tag(key))) {
                throw UnreadableSops.damaged("line " + line(each.getKeyNode()) + " has a key that is no string");
            }
            if (!keys.add(key.getValue())) {
                throw UnreadableSops.damaged("line " + line(key) + " has a key for the second time");
            }
            entries.add(new Entry(key.getValue(), node(each.getValueNode())));
        }
        return new Branch(entries);
    }

    private static Sequence sequence(SequenceNode sequence) throws UnreadableSops {
        List<SopsNode> nodes = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            nodes.add(node(each));
        }
        return new Sequence(nodes);
    }

    /** Nothing for a plain word, {@code !!str} for what is quoted. */
    private static String tag(ScalarNode scalar) {
        String tag = scalar.getTag().getValue();
        boolean untagged = scalar.getTag().equals(Tag.STR);
        return untagged && scalar.isPlain() ? "" : tag.replace(Tag.PREFIX, "!!");
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}

package dev.devledger.application.confined;

import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A task of another project is not found. What is below one that was found is in the same project. */
public record ConfinedTree(TaskTree all) implements TaskTree {
    @Override
    public Optional<Node> find(String idOrKey) {
        return all.find(idOrKey).filter(ConfinedTree::isOwn);
    }

    @Override
    public Optional<TaskId> identify(String idOrKey) {
        return Confinement.current().isNone()
                ? all.identify(idOrKey)
                : find(idOrKey).map(Node::task);
    }

    @Override
    public Set<TaskId> identifyAll(Collection<String> keys) {
        return Confinement.current().isNone()
                ? all.identifyAll(keys)
                : findAll(keys).values().stream().map(Node::task).collect(Collectors.toSet());
    }

    @Override
    public Map<String, Node> findAll(Collection<String> keys) {
        Map<String, Node> found = all.findAll(keys);
        return Confinement.current().isNone()
                ? found
                : found.entrySet().stream()
                        .filter(each -> isOwn(each.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isOwn(Node node) {
        return Confinement.has(node.project().value());
    }

    @Override
    public List<Below> subtree(TaskId root) {
        return all.subtree(root);
    }

    @Override
    public List<Below> ofProject(ProjectId project) {
        return all.ofProject(project);
    }

    @Override
    public List<Below> deletedWith(String stream) {
        return all.deletedWith(stream);
    }

    @Override
    public TaskKey nextKey() {
        return all.nextKey();
    }
}

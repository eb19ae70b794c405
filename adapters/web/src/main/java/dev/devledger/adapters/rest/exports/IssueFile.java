package dev.devledger.adapters.rest.exports;

import dev.devledger.adapters.rest.beads.BeadsLine;
import dev.devledger.adapters.rest.beads.BeadsNames;
import dev.devledger.application.note.NoteView;
import dev.devledger.application.task.TaskView;
import java.util.List;

/** Issues of beads, one a line. */
final class IssueFile implements TaskFile {
    private final BeadsNames names = new BeadsNames();

    @Override
    public void look(TaskView task, List<NoteView> notes) {
        names.add(task, notes);
    }

    @Override
    public List<String> head() {
        return List.of();
    }

    @Override
    public String line(TaskView task, List<NoteView> notes) {
        return new BeadsLine(task, notes, names).json();
    }
}

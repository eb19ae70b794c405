package dev.devledger.adapters.rest.exports;

import dev.devledger.application.note.NoteView;
import dev.devledger.application.task.TaskView;
import java.util.List;

/** One file of tasks. All of them are looked at before the first is written: tasks name each other. Notes: the oldest first. */
interface TaskFile {
    void look(TaskView task, List<NoteView> notes);

    /** What stands before the tasks. */
    List<String> head();

    String line(TaskView task, List<NoteView> notes);
}

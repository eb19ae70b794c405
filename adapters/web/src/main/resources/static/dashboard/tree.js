// A task goes below another one: by Tab in its title, by arrows on its line, and by a dialog. It stands on edit.js.
"use strict";

{
  const lineOf = (element) => element?.closest?.("[data-line]");
  const inside = (item) => item?.querySelector(":scope > [data-line]")?.dataset.line ?? null;

  /** Below which one it goes; undefined where there is no such place, and null for the top of its project. */
  function below(line) {
    return inside(line.closest("li").previousElementSibling) ?? undefined;
  }

  function up(line) {
    const parent = line.closest("li").parentElement.closest("li");
    if (parent) {
      const above = parent.parentElement.closest("li");
      return inside(above) ?? line.closest("[data-tree-of]")?.dataset.treeOf ?? null;
    }
    const page = line.closest("[data-tree-of]");
    return page ? page.dataset.above || null : undefined;
  }

  const lineNow = (key) => main.querySelector(`[data-line="${CSS.escape(key)}"]`);

  /** One level deeper or one higher; the field stays open where it was. */
  async function step(line, higher) {
    const key = line.dataset.line;
    const parent = higher ? up(line) : below(line);
    if (parent === undefined)
      return tell(higher ? `${key} is already at the top level.` : `There is no task above ${key} on its level.`, null, true);
    const editing = line.querySelector("[data-editing]") !== null;
    const stored = editing ? await storeTitle(line) : { version: line.dataset.version };
    if (!stored) return;
    if (!(await move(key, { parent }, stored.version))) return;
    if (editing) editTitle(lineNow(key));
    else lineNow(key)?.focus();
  }

  const where = (key, parent) => (parent ? `${key} is now a subtask of ${parent}.` : `${key} is now at the top level.`);

  const post = (key, to, version, force) =>
    send("POST", `/api/tasks/${key}/move${force ? "?force=true" : ""}`, to, version);

  /**
   * Without a dialog: what keeps it from that, and the way out, is in the message. Whether one goes on at the line: where somebody
   * was faster one goes on in the message. `settled` hears whether it is done, before the page is drawn.
   */
  const move = (window.moveTask = async (key, to, version, force, settled = () => {}) => {
    try {
      const { changeSet } = await post(key, to, version, force);
      settled(true);
      await draw();
      tell(where(key, to.parent), changeSet);
      offerReason([`/api/tasks/${key}`], to.parent ? `Moved below ${to.parent}` : "Moved to the top level", changeSet);
    } catch (failure) {
      settled(false);
      if (failure.status === 412) return overtakenAt(key, to, failure);
      sayNotMoved(failure, `${key} stays where it was`, () => moveAndGoOn(key, to, version, force));
      if (failure.problem?.type?.endsWith(":claimed"))
        message.querySelector("p").append(again(() => moveAndGoOn(key, to, null, true)));
    }
    return true;
  });

  /** From the message, which is another one then. */
  async function moveAndGoOn(key, to, version, force) {
    if (await move(key, to, version, force)) lineNow(key)?.focus();
  }

  async function overtakenAt(key, to, failure) {
    tell("", null, true);
    await overtaken(message.firstChild, {
      failure,
      about: [{ api: `/api/tasks/${key}`, seen: {} }],
      mine: ([now]) => moveAndGoOn(key, to, now.version),
      theirs: async () => {
        message.replaceChildren();
        await draw();
        if (document.activeElement === document.body) lineNow(key)?.focus(); // else somebody went on meanwhile
      },
    });
    return false;
  }

  document.addEventListener("keydown", (event) => {
    const line = lineOf(event.target);
    if (!line || line.matches(".card") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (main.dataset.live !== "true" || !line.querySelector("[data-menu]")) return;
    // Tab leaves everything but the field of a title, which one enters and leaves by other keys: so nobody is caught.
    const field = event.key === "Tab" && event.target.matches("[data-editing] input");
    const arrow =
      ["ArrowLeft", "ArrowRight"].includes(event.key) &&
      (event.target === line || event.target.matches("[data-menu]"));
    if (!field && !arrow) return;
    event.preventDefault();
    step(line, field ? event.shiftKey : event.key === "ArrowLeft");
  });

  // The dialog: which project, and below which of its tasks.
  const dialog = () => document.getElementById("move-task");
  let moving = null;
  let asking = 0;

  /** The project whose tasks can be chosen from. */
  let shown = null;

  async function open(button) {
    const line = lineOf(button);
    const key = line ? line.dataset.line : button.dataset.moveTask;
    const task = await read(`/api/tasks/${key}`);
    const [projects, tasks] = await Promise.all([projectOptions(task.projectKey), tasksOf(task.projectKey, "")]);
    // The page may have been drawn anew meanwhile, and its dialog with it.
    const box = dialog();
    moving = { key, task };
    asking++;
    clearErrors(box);
    box.querySelector("form").reset();
    box.querySelector("h2").replaceChildren(`Move ${key} `, make("bdi", {}, task.title));
    box.querySelector("[name=project]").replaceChildren(...projects);
    box.querySelector("[name=project]").value = task.projectKey;
    showPlaces(task.projectKey, tasks);
    box.showModal();
    box.querySelector("[data-places] input:checked")?.focus();
  }

  const tasksOf = async (project, found) =>
    (await read(`/api/projects/${project}/tasks?status=open&limit=200${found ? `&q=${encodeURIComponent(found)}` : ""}`))
      .items;

  /** Another project, or other words: a later question than the one that is answered counts. */
  async function askPlaces() {
    const asked = ++asking;
    const box = dialog();
    const isThere = stays(box);
    const project = box.querySelector("[name=project]").value;
    clearErrors(box);
    if (project !== shown) box.querySelector("[data-places]").replaceChildren("Loading the tasks…");
    box.querySelector("[value=move]").disabled = project !== shown;
    try {
      const tasks = await tasksOf(project, box.querySelector("[name=words]").value.trim());
      if (asked === asking && isThere()) showPlaces(project, tasks);
    } catch (failure) {
      if (asked === asking && isThere()) sayWrong(box.querySelector("[data-error]"), failure);
    }
  }

  /** Those that it can go below; what is below it itself is not among them. */
  function showPlaces(project, tasks) {
    const at = moving.task.parentId;
    const top = option("", "no parent (top level of the project)", null, 0, project !== moving.task.projectKey || !at);
    const lines = inOrder(tasks).map(({ task, level }) => option(task.key, task.title, task.key, level, task.id === at));
    const box = dialog();
    shown = project;
    box.querySelector("[data-places]").replaceChildren(top, ...lines);
    box.querySelector("[value=move]").disabled = false;
  }

  function option(value, text, key, level, checked) {
    const choice = make("input", { type: "radio", name: "parent", value, checked });
    const label = make("label", { className: `choice level-${level}` }, choice);
    if (key) label.append(make("span", { className: "key", textContent: key }), " ");
    label.append(make("bdi", {}, text));
    return label;
  }

  /** As a tree, without what is moved. Whose parent is not among them stands at the left. */
  function inOrder(tasks) {
    const number = (task) => Number(task.key.slice(2));
    const known = new Set(tasks.map((each) => each.id));
    const sorted = [...tasks].sort((one, other) => number(one) - number(other));
    const lines = [];
    const add = (task, level) => {
      if (task.key === moving.key) return;
      lines.push({ task, level });
      for (const each of sorted) if (each.parentId === task.id) add(each, level + 1);
    };
    for (const each of sorted) if (!known.has(each.parentId)) add(each, 1);
    return lines;
  }

  window.moveInDialog = (of) => open(of).catch((failure) => tell(failure, null, true));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move-task]");
    if (button) moveInDialog(button);
  });
  document.addEventListener("input", (event) => {
    if (event.target.closest("[data-move-task-form]") && ["project", "words"].includes(event.target.name))
      askPlaces();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-move-task-form]")) return;
    event.preventDefault();
    const box = dialog();
    const { key, task } = moving;
    const fields = new FormData(event.target);
    const parent = fields.get("parent") || null;
    const project = fields.get("project");
    const body = project === task.projectKey || parent ? { parent } : { project, parent };
    attempt(
      {
        box,
        api: `/api/tasks/${key}`,
        seen: { title: task.title, projectKey: task.projectKey },
        work: (version, force) => post(key, body, version, force),
        leave: () => box.close(),
        after: () => (lineNow(key) || main.querySelector("[data-move-task], .head [data-menu]"))?.focus(),
        done: where(key, parent),
      },
      task.version,
    );
  });
}

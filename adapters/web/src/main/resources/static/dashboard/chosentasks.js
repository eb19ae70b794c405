// Several tasks are changed at once: all of them or none, in one change set. It stands on chosen.js.
"use strict";

{
  const MOST = 200;
  const dialog = () => document.getElementById("several");
  const part = (name) => dialog().querySelector(`[data-part="${name}"]`);
  const field = (name) => dialog().querySelector(`[name="${name}"]`);
  const tasks = (those) => count(those.length, "task");
  const chosenOf = (name) => dialog().querySelector(`[name="${name}"]:checked`)?.value;
  const labelOf = (select) => select.selectedOptions[0].textContent;
  const listed = (text) => text.split(",").map((each) => each.trim()).filter(Boolean);
  const many = make("strong", { className: "many" });

  /** What the dialog asks for, the fields that are sent, and what is said when it is done. */
  const ACTIONS = {
    status: {
      title: "Status of",
      body: () => ({ status: chosenOf("status"), reason: field("reason").value.trim() || null }),
      done: (those) => `${tasks(those)} ${{ open: "reopened", completed: "completed", abandoned: "abandoned" }[chosenOf("status")]}.`,
    },
    priority: {
      title: "Priority of",
      body: () => ({ priority: chosenOf("priority") }),
      done: (those) => `Priority of ${tasks(those)}: ${chosenOf("priority")}.`,
    },
    tags: {
      title: "Tags of",
      open: (those) => showTags(those),
      body: () => ({
        addTags: listed(field("addTags").value),
        removeTags: [...dialog().querySelectorAll("[name=removeTags]:checked")].map((each) => each.value),
      }),
      done: (those) => `Tags of ${tasks(those)} changed.`,
    },
    due: {
      title: "Due date of",
      body: () => ({ dueDate: field("dueDate").value || null }),
      done: (those) => (field("dueDate").value ? `Due date of ${tasks(those)} set.` : `${tasks(those)} ${those.length === 1 ? "has" : "have"} no due date.`),
    },
    person: {
      title: "Assignee of",
      open: () => showPeople(),
      body: () => ({ assignees: field("assignee").value ? [field("assignee").value] : [] }),
      done: (those) => `${tasks(those)} assigned to ${labelOf(field("assignee"))}.`,
    },
    move: {
      title: "Move",
      button: "Move",
      open: () => showProjects(),
      body: () => ({ project: field("project").value }),
      done: (those) => `${tasks(those)} moved to ${field("project").value}.`,
    },
    delete: {
      title: "Delete",
      button: "Delete",
      open: (those) => showDeletion(those),
      body: () => ({ delete: true }),
      done: (those) => `${tasks(those)}${along ? ` and ${count(along, "subtask")}` : ""} deleted.`,
    },
  };
  const WORDS = { status: "Status…", priority: "Priority…", tags: "Tags…", due: "Due…", person: "Person…", move: "Move…", complete: "Complete", delete: "Delete…" };

  let asked = null;

  /** How many subtasks a deletion takes along. */
  let along = 0;

  const rows = selectable({
    items: "[data-line]:has([data-pick])",
    keyOf: (line) => line.dataset.line,
    noun: "task",
    actions: [many, ...Object.entries(WORDS).map(([action, words]) => button(action, words))],
    counted: (number) => (many.textContent = `${number} selected`),
  });

  function button(action, words) {
    const made = make("button", { type: "button", textContent: words });
    made.dataset.several = action;
    made.addEventListener("click", () => begin(action));
    return made;
  }

  const seen = (line) => ({ key: line.dataset.line, version: Number(line.dataset.version), tags: [...line.querySelectorAll("[data-tag]")].map((each) => each.dataset.tag) });

  function begin(action) {
    const those = rows.selected().map(seen);
    if (those.length > MOST)
      return tell(`At most ${MOST} tasks can be changed at once, and ${those.length} are selected. Nothing was changed.`, null, true);
    if (action === "complete") {
      const complete = (force) => () => change(those, { status: "completed" }, force);
      return act(complete(false), `${tasks(those)} completed.`, complete(true));
    }
    open(action, those).catch((failure) => tell(failure, null, true));
  }

  const change = (those, body, force, versions) =>
    send("POST", `/api/tasks/changes${force ? "?force=true" : ""}`, { ids: those.map(({ key }) => key), ...(versions && { versions }), ...body });

  /** Only what is asked for is shown, and only that is needed. What has to be read comes first, as the page may be drawn anew. */
  async function open(action, those) {
    const { title, button: word = "Save", open: prepare } = ACTIONS[action];
    const show = await prepare?.(those);
    const box = dialog();
    clearErrors(box);
    box.querySelector("form").reset();
    show?.();
    for (const each of box.querySelectorAll("[data-part]")) {
      each.hidden = !each.dataset.part.split(" ").includes(action);
      for (const input of each.querySelectorAll("input, select")) input.disabled = each.hidden;
    }
    box.querySelector("h2").textContent = `${title} ${tasks(those)}${action === "delete" ? "?" : ""}`;
    const names = those.map(({ key }) => key).join(", ");
    box.querySelector("[data-moved]").textContent = names;
    box.querySelector("[value=store]").textContent = word;
    asked = { action, those };
    box.showModal();
    const first = box.querySelector("[data-part]:not([hidden]) :is(input, select)") ?? box.querySelector("[data-cancel]");
    first.focus();
  }

  function showTags(those) {
    const there = [...new Set(those.flatMap(({ tags }) => tags))].sort();
    return () => {
      const box = part("tags").querySelector("fieldset");
      box.hidden = there.length === 0;
      for (const each of box.querySelectorAll("label")) each.remove();
      for (const tag of there)
        box.append(make("label", { className: "choice" }, make("input", { type: "checkbox", name: "removeTags", value: tag }), make("bdi", {}, `#${tag}`)));
    };
  }

  async function showPeople() {
    const people = (await read("/api/people?limit=200")).items.filter((each) => !each.archived);
    const options = [["", "nobody"], ...people.map((each) => [each.key, each.name])];
    return () => field("assignee").replaceChildren(...options.map(([value, textContent]) => make("option", { value, textContent })));
  }

  async function showProjects() {
    const options = await projectOptions();
    return () => field("project").replaceChildren(...options);
  }

  /** What goes with them is tried out; whose claims keep it from that is told when somebody means it. */
  async function showDeletion(those) {
    along = 0;
    const body = { ids: those.map(({ key }) => key), delete: true };
    const would = await send("POST", "/api/tasks/changes?dryRun=true&force=true", body);
    along = would.json.along;
    const words = along === 0 ? "No other subtasks are deleted." : `${count(along, "subtask")} ${along === 1 ? "is" : "are"} deleted too.`;
    return () => (part("delete").querySelector("[data-along]").textContent = words);
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-several-form]")) return;
    event.preventDefault();
    const { action, those } = asked;
    const body = ACTIONS[action].body();
    if (action === "tags" && !body.addTags.length && !body.removeTags.length) return dialog().close();
    go(those, body, ACTIONS[action].done(those));
  });

  function go(those, body, done, force) {
    const box = dialog();
    const versions = Object.fromEntries(those.map(({ key, version }) => [key, version]));
    return actIn(box, () => change(those, body, force, versions), done, (failure, isThere) => {
      const wrong = box.querySelector("[data-error]");
      if (failure.status === 412) return overtakenBy(failure, isThere, those, body, done);
      sayRefused(box, failure);
      if (failure.problem?.type?.endsWith(":claimed")) wrong.append(" ", again(() => go(those, body, done, true)));
    });
  }

  /** Which of them were changed since, and by whom; whoever means it all the same goes on from there. */
  function overtakenBy(failure, isThere, those, body, done) {
    const box = dialog();
    const stale = those.filter(({ key }) => failure.problem.stale?.includes(key));
    const newer = (now) => those.map((each) => ({ ...each, version: now[stale.indexOf(each)]?.version ?? each.version }));
    return overtaken(box.querySelector("[data-error]"), {
      failure,
      isThere,
      about: stale.map(({ key }) => ({ api: `/api/tasks/${key}`, seen: {}, name: key })),
      mine: (now) => go(newer(now), body, done),
      theirs: () => {
        box.close();
        return draw();
      },
    });
  }

  // A line that is clicked with Shift ends a range, as its box does.
  main.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]:has([data-pick])");
    if (!event.shiftKey || !line || event.target.closest("a, button, input, summary, .menu, [data-handle]")) return;
    line.querySelector("[data-pick]").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true }));
  });
  main.addEventListener("mousedown", (event) => event.shiftKey && !event.target.closest("input") && event.target.closest("[data-line]:has([data-pick])") && event.preventDefault());
}

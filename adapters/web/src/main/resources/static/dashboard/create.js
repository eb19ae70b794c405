// A task or a project is created from any page. It stands on dashboard.js.
"use strict";

{
  /** The project of the task that this browser created last. */
  const LAST = "devledger-last-project";

  /** What is said on the page that opens next. */
  const TOLD = "devledger-told";

  const box = (what) => document.getElementById(`new-${what}`);

  /** The project of the card that has the focus, of the page, or of its filter. */
  function projectHere() {
    const filtered = new URLSearchParams(location.search).get("project")?.toUpperCase();
    return (
      document.activeElement?.closest(".card:not([data-line])")?.dataset.key ??
      main.querySelector(".head[data-key]")?.dataset.key ??
      main.querySelector(".crumbs .key")?.textContent ??
      (/^P-\d+$/.test(filtered) ? filtered : localStorage.getItem(LAST))
    );
  }

  /** Over when there is something to choose from. */
  let filled = null;

  async function fillProjects(project) {
    const select = box("task").querySelector("select");
    const options = await projectOptions(project).catch(() => projectOptions());
    select.replaceChildren(...options);
    if (options.some((each) => each.value === project)) select.value = project;
  }

  window.create = (what) => {
    const dialog = box(what);
    if (!dialog) return location.assign(`/#new-${what}`); // a page of the past has none
    if (dragged || document.querySelector("dialog[open], [data-dragged]")) return;
    clearErrors(dialog);
    if (what === "task") {
      filled = fillProjects(projectHere());
      filled.catch((failure) => sayWrong(dialog.querySelector("[data-error]"), failure));
    }
    dialog.showModal();
    dialog.querySelector("input").focus();
  };

  async function createTask(dialog, fields) {
    await filled;
    const project = dialog.querySelector("[name=project]").value;
    if (!project) throw new Error("There is no project yet. Create a project first.");
    const { title, priority, dueDate } = fields;
    const answer = await send("POST", `/api/projects/${project}/tasks`, { title: title.trim(), priority, dueDate: dueDate || null });
    localStorage.setItem(LAST, project);
    return answer;
  }

  function created({ key }) {
    const said = document.createDocumentFragment();
    said.append(`${key} created. `, make("a", { href: `/tasks/${key}`, textContent: "Open" }));
    return said;
  }

  /** Opens the project, where its undo is offered. Whoever has left the dialog stays on the page. */
  async function createProject(dialog, { name, status, tags, repositoryUrl }) {
    const isThere = stays(dialog);
    clearErrors(dialog);
    const listed = tags.split(",").map((each) => each.trim()).filter(Boolean);
    try {
      const { json, changeSet } = await send("POST", "/api/projects", { name: name.trim(), status, tags: listed, repositoryUrl: repositoryUrl.trim() || null });
      const said = `${json.key} created.`;
      if (!isThere()) return tell(said, changeSet);
      sessionStorage.setItem(TOLD, JSON.stringify({ said, changeSet }));
      dialog.close();
      location.assign(`/projects/${json.key}`);
    } catch (failure) {
      if (isThere()) sayRefused(dialog, failure);
      else tell(failure, null, true);
    }
  }

  document.addEventListener("submit", (event) => {
    const { create: what } = event.target.dataset;
    if (!what) return;
    event.preventDefault();
    const dialog = box(what);
    const fields = Object.fromEntries(new FormData(event.target));
    if (what === "task") actIn(dialog, () => createTask(dialog, fields), created);
    else createProject(dialog, fields);
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-new], [data-new-project]");
    if (button) create(button.dataset.new ?? "project");
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[action='/logout']")) localStorage.removeItem(LAST);
  });

  const told = sessionStorage.getItem(TOLD);
  if (told) {
    sessionStorage.removeItem(TOLD);
    const { said, changeSet } = JSON.parse(told);
    tell(said, changeSet);
  }

  const [, asked] = location.hash.match(/^#new-(task|project)$/) ?? [];
  if (asked) {
    history.replaceState(history.state, "", location.pathname + location.search);
    create(asked);
  }
}

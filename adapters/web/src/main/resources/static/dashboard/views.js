// Saved views of the page of tasks are saved, renamed, made favourites and deleted. It stands on dashboard.js.
"use strict";

{
  const box = () => document.getElementById("view");
  const field = (name) => box().querySelector(`[name=${name}]`);

  /** The name of a view whose filters are replaced stays. */
  function askForName() {
    const isNew = !field("view").value;
    box().querySelector("[data-of-new]").hidden = !isNew;
    field("name").disabled = !isNew;
  }

  /** @param key of the view that is renamed; null where one is saved */
  function open(key, name) {
    const dialog = box();
    clearErrors(dialog);
    dialog.querySelector("form").reset();
    dialog.querySelector("h2").textContent = key ? "Rename view" : "Save view";
    for (const each of dialog.querySelectorAll("[data-of-saving]")) each.hidden = Boolean(key) || each.dataset.ofSaving === "0";
    dialog.dataset.renames = key ?? "";
    askForName();
    field("name").value = name ?? "";
    dialog.showModal();
    field("name").select();
  }

  function store({ name, favourite, view }) {
    const { query } = box().dataset;
    const { renames } = box().dataset;
    if (renames) return send("PATCH", `/api/views/${renames}`, { name: name.trim() });
    if (view) return send("PATCH", `/api/views/${view}`, { query });
    return send("POST", "/api/views", { name: name.trim(), query, favourite: favourite === "on" });
  }

  main.addEventListener("change", ({ target }) => target.closest("#view") && target.name === "view" && askForName());

  main.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-view-form]")) return;
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    actIn(box(), () => store(fields), box().dataset.renames ? "View renamed." : "View saved.");
  });

  main.addEventListener("click", ({ target }) => {
    const { saveView, renameView, name, starView, deleteView } = target.closest("button")?.dataset ?? {};
    if (saveView !== undefined) open();
    if (renameView) open(renameView, name);
    if (deleteView) act(() => send("DELETE", `/api/views/${deleteView}`), "View deleted. The tasks stay as they are.");
    if (!starView) return;
    const favourite = target.closest("button").dataset.favourite === "true";
    const said = favourite ? "The view is in the navigation." : "The view is no longer in the navigation.";
    act(() => send("PATCH", `/api/views/${starView}`, { favourite }), said);
  });
}

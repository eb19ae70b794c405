// What one agent did on one day is taken back at once; what that would change is shown first.
"use strict";

{
  const several = (dialog, more) => ({ changeSets: dialog.dataset.ids.split(","), ...more });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-undo-day]");
    if (!button) return;
    const dialog = document.getElementById("undo-day");
    dialog.dataset.ids = button.dataset.undoDay;
    showUndo(dialog, "/api/change-sets/undo", several(dialog));
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-undo-day-form]")) return;
    event.preventDefault();
    const dialog = event.target.closest("dialog");
    const fields = new FormData(event.target);
    const body = several(dialog, { reason: fields.get("reason").trim() || null, force: fields.get("force") === "on" });
    actIn(dialog, () => send("POST", "/api/change-sets/undo", body), "Undone.");
  });
}

// Rebuilding asks first. While it goes on, the page is drawn anew each second, whoever began it.
"use strict";

{
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.rebuild) {
      const { rebuild } = button.dataset;
      const dialog = openDialog("rebuild");
      dialog.dataset.projection = rebuild;
      dialog.querySelector("h2").textContent = rebuild === "all" ? "Rebuild all projections?" : `Rebuild ${rebuild}?`;
    }
    if (button?.dataset.stop)
      act(
        () => send("DELETE", `/api/projections/${button.dataset.stop}/replay`),
        "The rebuild stops. The tables stay as they were.",
      );
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-rebuild-form]")) return;
    event.preventDefault();
    const dialog = event.target.closest("dialog");
    actIn(dialog, () => send("POST", `/api/projections/${dialog.dataset.projection}/replay`), "The rebuild has started.");
  });

  setInterval(() => {
    if (!document.hidden && main.querySelector("[data-rebuilding]")) draw();
  }, 1000);
}

// What the pages of who keeps the ledger share. It stands on dashboard.js.
"use strict";

/** What needs script is not there without it, also after the page was drawn anew. */
function reveal() {
  for (const each of main.querySelectorAll("[data-scripted]")) each.hidden = false;
  for (const each of main.querySelectorAll("[data-copy-of]")) each.hidden = !navigator.clipboard;
}
new MutationObserver(reveal).observe(main, { childList: true });
reveal();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.open) openDialog(button.dataset.open);
  if (!button?.dataset.copyOf) return;
  const from = document.getElementById(button.dataset.copyOf);
  const label = button.dataset.label || button.textContent;
  button.dataset.label = label;
  try {
    await navigator.clipboard.writeText(from.value ?? from.textContent);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: select the text instead";
  }
  setTimeout(() => (button.textContent = label), 2000);
});

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog.querySelector("[data-error]")) clearErrors(dialog);
  dialog.showModal();
  return dialog;
}

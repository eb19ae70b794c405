// The board works without this: it keeps the place on the page after a click and shows what others change.
(() => {
  const board = () => document.querySelector("main.board");
  if (!board()) return;

  const isBeingEdited = () =>
    document.activeElement.matches("input, main summary") ||
    document.querySelector("[aria-invalid]") !== null ||
    [...document.querySelectorAll("input:not([type=hidden])")].some((input) => input.value !== input.defaultValue) ||
    document.querySelector(".menu[open]") !== null;

  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const next = page.querySelector("main.board");
    if (!next) return location.reload();
    for (const open of document.querySelectorAll("details.finished[open]"))
      next.querySelector(`[id="${open.id}"]`)?.setAttribute("open", "");
    document.querySelector("header.top").replaceWith(page.querySelector("header.top"));
    board().replaceWith(next);
  };

  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const focused = document.activeElement.id;
    // A button that names no action of its own answers with the page's address.
    const button = event.submitter;
    const answer = await fetch(button?.hasAttribute("formaction") ? button.formAction : form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, button)),
    });
    const refused = answer.status === 422 || answer.status === 404; // the board, which says why
    if (!answer.ok && !refused) return location.reload();
    show(await answer.text());
    (document.querySelector("[aria-invalid]") ?? document.getElementById(focused))?.focus();
  });

  // As the menus of the other pages.
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest(".menu");
    const opens = event.key === "ArrowDown" && event.target.matches(".menu > summary");
    if (!menu || !(opens || (event.key === "Escape" && menu.open))) return;
    event.preventDefault();
    menu.open = opens;
    menu.querySelector(opens ? "input:not([type=hidden])" : "summary").focus();
  });
  document.addEventListener("click", ({ target }) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(target)) menu.open = false;
  });

  setInterval(async () => {
    if (document.hidden || isBeingEdited()) return;
    const answer = await fetch(`${location.pathname}?seen=${board().dataset.version}`).catch(() => null);
    // 204 where nothing is new. While the answer was under way, somebody may have begun to type.
    if (answer?.status === 200 && !answer.redirected && !isBeingEdited()) show(await answer.text());
  }, 2000);
})();

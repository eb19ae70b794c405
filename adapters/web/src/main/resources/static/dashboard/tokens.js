// A new token comes as the answer of the API, is shown once, and is nowhere when its dialog is closed.
"use strict";

{
  const DAY = 24 * 60 * 60 * 1000;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-revoke]");
    if (!button) return;
    const dialog = openDialog("revoke-token");
    dialog.dataset.id = button.dataset.revoke;
    dialog.dataset.name = button.dataset.name;
    dialog.querySelector("[data-about]").textContent = `"${button.dataset.name}". ${button.dataset.used}`;
    tellLastChange(dialog, button.dataset);
  });

  /** What it changed last, so that nobody cuts off who is at work. Where that cannot be told, its last use has to do. */
  async function tellLastChange(dialog, token) {
    const said = dialog.querySelector("[data-last]");
    said.textContent = "";
    const asked = new URLSearchParams({ actor: token.name, since: token.since, limit: 1 });
    const items = (await read(`/api/history?${asked}`).catch(() => null))?.items;
    if (!items || dialog.dataset.id !== token.revoke) return;
    const [last] = items;
    said.textContent = last
      ? `Last change with this token, at ${localTime(new Date(last.at))}: ${last.entity.key || ""} ${last.summary}`
      : "This token has changed nothing.";
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = form.closest("dialog");
    if (form.matches("[data-new-token]")) {
      event.preventDefault();
      makeToken(form, dialog);
    } else if (form.matches("[data-revoke-form]")) {
      event.preventDefault();
      const { id, name } = dialog.dataset;
      const revoke = () => send("DELETE", `/api/access-tokens/${id}`);
      actIn(dialog, () => withLogin(revoke), `The token "${name}" is revoked.`);
    } else if (form.matches("[data-login-again]")) {
      event.preventDefault();
      showAgain(form, dialog);
    }
  });

  /** Does it; where the login is too old for that, the owner token is asked for, and then it is done. */
  async function withLogin(work) {
    try {
      return await work();
    } catch (failure) {
      if (!failure.problem?.type?.endsWith(":login_too_old")) throw failure;
      await ownerToken();
      return work();
    }
  }

  /** Until the server has seen it, or the dialog was closed without. */
  function ownerToken() {
    const again = openDialog("login-again");
    again.querySelector("form").reset();
    again.returnValue = "";
    return new Promise((seen, given) =>
      again.addEventListener(
        "close",
        () => (again.returnValue === "shown" ? seen() : given(new Error("Nothing was changed: this needs the owner token."))),
        { once: true },
      ),
    );
  }

  async function showAgain(form, dialog) {
    const field = form.elements.token;
    const wrong = dialog.querySelector("[data-error]");
    wrong.textContent = "";
    field.removeAttribute("aria-invalid");
    const headers = { Accept: "application/json", "X-XSRF-TOKEN": cookie("XSRF-TOKEN") };
    const body = new URLSearchParams({ token: field.value });
    const signal = AbortSignal.timeout(LOOK);
    const answer = await fetch("/login/again", { method: "POST", headers, body, signal }).catch(() => null);
    if (answer?.ok) {
      form.reset();
      dialog.close("shown");
    } else if (answer?.status === 401) {
      sayWrong(wrong, loggedOut());
    } else {
      const problem = (await answer?.json().catch(() => null)) || {};
      wrong.textContent = answer?.status === 422 ? "This is not the owner token." : problem.detail || "The server does not answer.";
      field.setAttribute("aria-invalid", "true");
      field.select();
    }
  }

  async function makeToken(form, dialog) {
    const fields = new FormData(form);
    const text = (name) => (fields.get(name) || "").trim() || null;
    clearErrors(dialog);
    const wish = { name: text("name"), scopes: fields.getAll("scopes"), project: text("project"), expiresAt: null };
    if (text("days")) wish.expiresAt = new Date(Date.now() + Number(text("days")) * DAY).toISOString();
    try {
      const { json } = await withLogin(() => send("POST", "/api/access-tokens", wish));
      dialog.close();
      form.reset();
      showToken(json.token);
    } catch (failure) {
      sayRefused(dialog, failure);
    }
  }

  /** A repeat of a lost answer has no secret: then there is only to revoke it and to make another. */
  function showToken(token) {
    if (!token) return tell("The token was created, but the answer was lost. Revoke the token and create another one.", null, true);
    const dialog = document.getElementById("made-token");
    const { server } = dialog.dataset;
    const header = `"Authorization: Bearer ${token}"`;
    const field = document.getElementById("made-secret");
    field.value = token;
    document.getElementById("made-agent").textContent =
      `claude mcp add --transport http devledger ${server}/mcp --header ${header}`;
    document.getElementById("made-curl").textContent = `curl ${server}/api/projects -H ${header}`;
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", forgetToken, { once: true });
    dialog.showModal();
    field.focus();
    field.select();
  }

  function forgetToken() {
    document.getElementById("made-secret").value = "";
    for (const id of ["made-agent", "made-curl"]) document.getElementById(id).textContent = "";
    draw();
  }
}

// The time zone of who reads. The server reads the cookie, so that days begin in it too.
"use strict";

{
  const dialog = document.getElementById("zone");
  const { zone } = dialog.querySelector("form").elements;
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;

  /** The name as it is written; null if the browser knows none such. An old name of a zone is not put in the place of a new one. */
  function known(name) {
    try {
      const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
      return /^[A-Z]/.test(name) && timeZone.toLowerCase() !== name.toLowerCase() ? name : timeZone;
    } catch {
      return null;
    }
  }

  function open() {
    if (document.querySelector("dialog[open]")) return;
    const all = [...new Set([own, ...(Intl.supportedValuesOf?.("timeZone") ?? [])])];
    document.getElementById("zones").replaceChildren(...all.map((value) => make("option", { value })));
    zone.value = document.cookie.match(/devledger-zone=-\/([^;]+)/)?.[1] ?? own;
    clearErrors(dialog);
    dialog.showModal();
    zone.focus();
  }

  for (const each of document.querySelectorAll("[data-zone-open]")) each.addEventListener("click", open);

  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = zone.value.trim();
    const name = asked && known(asked);
    if (asked && !name) {
      sayWrong(dialog.querySelector("[data-error]"), new Error(`"${asked}" is no time zone. Choose one of the list, such as ${own}.`));
      return;
    }
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `devledger-zone=${name ? `-/${name}` : ""}; path=/; max-age=${name ? 31536000 : 0}; samesite=lax${secure}`;
    location.reload();
  });
}

// How close things stand, and whether times are told as "3 d ago" or as dates: this browser remembers both.
"use strict";

{
  const DENSE = "devledger-dense";
  const DATES = "devledger-dates";
  const is = (name) => localStorage.getItem(name) !== null;
  const keep = (name, on) => (on ? localStorage.setItem(name, "yes") : localStorage.removeItem(name));
  const help = document.getElementById("keys");
  const dense = help.querySelector("[name=dense]");
  const dates = help.querySelector("[name=dates]");

  function showLook() {
    document.documentElement.toggleAttribute("data-dense", is(DENSE));
    dense.checked = is(DENSE);
    dates.checked = is(DATES);
    // What the timer counts up stays as it is.
    for (const time of document.querySelectorAll("time[data-ago]:not([data-since])")) {
      time.dataset.date ||= time.title;
      time.dataset.ago ||= time.textContent;
      time.textContent = is(DATES) ? time.dataset.date : time.dataset.ago;
      time.title = is(DATES) ? time.dataset.ago : time.dataset.date;
    }
  }

  function set(name, on) {
    keep(name, on);
    showLook();
  }

  dense.addEventListener("change", () => set(DENSE, dense.checked));
  dates.addEventListener("change", () => set(DATES, dates.checked));
  document.addEventListener("click", (event) => {
    if (event.target.matches("time[data-ago]:not([data-since])") && !event.target.closest("a, button")) set(DATES, !is(DATES));
  });
  new MutationObserver(showLook).observe(main, { childList: true });
  showLook();
}

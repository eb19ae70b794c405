// The pages work without this: it shows times as the page's others are, and copies.

/** The zone of the ledger, in which the server writes times; that of the browser where a page does not say it. */
const ZONE = document.querySelector("[data-zone-name]")?.textContent;
const IN_ZONE = [ZONE, "UTC"].map((timeZone) => {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
  } catch {
    return null; // an older browser does not know each zone
  }
}).find(Boolean);
const partsOf = (at) => Object.fromEntries(IN_ZONE.formatToParts(at).map(({ type, value }) => [type, value]));
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** As the server writes days and clocks: a page with both has one form of them, whatever language the browser speaks. */
const dayOf = (at) => `${Number(partsOf(at).day)} ${MONTHS[partsOf(at).month - 1]}`;
const dateOf = (at) => `${dayOf(at)} ${partsOf(at).year}`;
const timeOfDay = (at) => `${partsOf(at).hour}:${partsOf(at).minute}`;
const localTime = (at) => `${dateOf(at)}, ${timeOfDay(at)}`;

const TOLD = { CLOCK: timeOfDay, DAY: dayOf, YEAR: dateOf };

function showTimes() {
  for (const label of document.querySelectorAll("text[data-at]"))
    label.textContent = TOLD[label.dataset.told](new Date(label.dataset.at));
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    const local = localTime(at);
    const told = TOLD[time.dataset.told];
    if (told) time.textContent = told(at);
    if (told || time.dataset.ago !== undefined) time.title = local;
    else time.textContent = local;
  }
}
showTimes();

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard; // browsers offer it to https and localhost only
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied: select the text instead";
    }
    setTimeout(() => (button.textContent = label), 2000);
  });
}

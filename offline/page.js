// The page's side of saving for offline reading: the save buttons, the list of saved
// pages, and the notice of new content.
//
// It loads once the app has started, separately from it, so that it does not delay
// reading. The worker (`worker.js`) does the saving; the two exchange messages.
//
// The press replaces `contract.MODULE.NAME` with that name's value from
// `model/src/contract.rs`.

const root = document.documentElement;
const here = (path) => new URL(path, import.meta.url).href;
const base = new URL(".", import.meta.url).pathname;

// The document embedded in the page: its text, app build and path. Empty if the page was
// truncated or modified in transit.
const embedded = readEmbedded();

function readEmbedded() {
  try {
    const text = document.getElementById(contract.ids.PAGE_DATA).textContent;
    const { app, path } = JSON.parse(text);
    if (typeof path === "string") return { text, app, path };
  } catch {
    // The page is still readable; only features that need its document are disabled.
  }
  return {};
}

// ---- The worker -------------------------------------------------------------

// Missing in some browsers' private windows, and on insecure connections.
const container = navigator.serviceWorker;

// Tells the styles whether the save buttons work: they are hidden until then.
function showSaving(works) {
  root.toggleAttribute(contract.attributes.CAN_SAVE, works);
  root.toggleAttribute(contract.attributes.CANNOT_SAVE, !works);
}

async function tell(...words) {
  const { active } = await container.ready;
  active.postMessage(words);
}

async function bringWorker() {
  container.addEventListener("message", ({ data }) => {
    const { progress, saved, copy } = JSON.parse(data);
    if (progress) showProgress(progress);
    if (saved) {
      showSaved(saved.entries);
      showOnSearch(saved.entries);
    }
    if (copy?.path === shownPath()) {
      showCopy(copy);
      askForSearch(copy);
    }
  });
  container.startMessages();
  try {
    await container.register(here(contract.files.WORKER));
  } catch {
    showSaving(false);
    return;
  }
  // The worker could not see the initial page load.
  const { path, text } = embedded;
  const body = document.querySelector(`[${contract.attributes.BODY}]`)?.innerHTML ?? "";
  if (path && !path.endsWith(".html")) tell("seen", path, text, body);
  document.addEventListener(contract.events.SHOWN, ask);
  addEventListener("offline", ask);
  addEventListener("online", ask);
  ask();
}

// Asks whether the page is saved and whether it is a copy.
function ask() {
  for (const saving of savings()) tell("state", pathOf(saving));
  if (document.getElementById(contract.ids.SAVED)) tell("list");
  tell("copy", shownPath());
}

// Normalized as in the worker.
const shownPath = () =>
  location.pathname.replace(/\/index\.html$/, "/").replace(/\/[^/.]+$/, "$&/");

// ---- Saving -----------------------------------------------------------------

const savings = () => document.querySelectorAll(`.${contract.classes.SAVING}`);

const pathOf = (saving) => saving.getAttribute(contract.attributes.PATH);

// The text of the output in each state.
const STATES = {
  none: () => "",
  saving: () => "Saving…",
  saved: ({ bytes }) => `Saved, ${size(bytes)}.`,
  canceled: () => "Canceled.",
  failed: () => "Not saved. Check your connection and try again.",
  full: () => "Not saved: this browser has no room left.",
  outdated: () => "This site has been updated. Reload the page, then save it.",
};

// The labels of the button while a page is being saved, and afterward.
const LABELS = { saving: "Cancel", saved: "Update" };

// Formats sizes like the press.
function size(bytes) {
  return bytes <= 990_000
    ? `${Math.ceil(bytes / 10_000) * 10}\u{a0}kB`
    : `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)}\u{a0}MB`;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest(`.${contract.classes.SAVING} button`);
  if (!button) return;
  const saving = button.closest(`.${contract.classes.SAVING}`);
  const path = pathOf(saving);
  if (button.name === contract.controls.FORGET) tell("remove", path);
  else if (saving.hasAttribute(contract.attributes.BUSY)) tell("cancel", path);
  else save(saving, ...detailsOf(saving));
});

// What is saved with a page: its title, its list, and its pictures.
const detailsOf = (saving) => [
  saving.getAttribute(contract.attributes.TITLE) ?? heading(),
  saving.getAttribute(contract.attributes.LIST) ?? "",
  saving.getAttribute(contract.attributes.FILES) ?? pictures(),
];

// How long the worker may take to start, in milliseconds.
const PATIENCE = 10_000;

// The worker may still be starting: tell the reader at once, and again if it does not
// start.
async function save(saving, ...details) {
  const path = pathOf(saving);
  const show = (state) => showIn(saving, { path, state, done: 0, total: 0 });
  show("saving");
  const failure = setTimeout(show, PATIENCE, "failed");
  await tell("save", path, ...details);
  clearTimeout(failure);
}

const heading = () => document.querySelector("main h1").textContent;

const pictures = () =>
  [...document.querySelectorAll("main img, aside img")]
    .map((picture) => picture.getAttribute("src"))
    .join(" ");

function showProgress(progress) {
  for (const saving of savings()) {
    if (pathOf(saving) === progress.path) showIn(saving, progress);
  }
}

function showIn(saving, progress) {
  const { state, done, total } = progress;
  const part = (selector) => saving.querySelector(selector);
  const [button, forget] = [
    part(`[name=${contract.controls.SAVE}]`),
    part(`[name=${contract.controls.FORGET}]`),
  ];
  const isBusy = state === "saving";
  saving.toggleAttribute(contract.attributes.BUSY, isBusy);
  button.textContent = LABELS[state] ?? button.getAttribute(contract.attributes.LABEL);
  if (state === "none") {
    // Keep focus when the focused button disappears.
    if (document.activeElement === forget) button.focus();
    forget.hidden = true;
  } else if (state === "saved") {
    forget.hidden = false;
  }
  const bar = part("progress");
  bar.hidden = !isBusy;
  bar.max = Math.max(total, 1);
  bar.value = done;
  // It is a live region, so it must not change for every file.
  const output = part("output");
  const said = STATES[state](progress);
  if (output.textContent !== said) output.textContent = said;
}

// ---- What is saved ----------------------------------------------------------

// Keep existing entries: one of them may have focus.
function showSaved(entries) {
  const list = document.getElementById(contract.ids.SAVED);
  if (!list) return;
  const items = new Map(
    [...list.children].map((item) => [pathOf(savingIn(item)), item]),
  );
  for (const entry of entries) {
    if (items.delete(entry.path)) continue;
    list.append(itemOf(entry));
    showProgress({ ...entry, state: "saved" });
  }
  for (const item of items.values()) {
    if (item.contains(document.activeElement)) document.querySelector("main h1").focus();
    item.remove();
  }
  list.previousElementSibling.hidden = entries.length > 0;
}

const savingIn = (item) => item.querySelector(`.${contract.classes.SAVING}`);

function itemOf({ path, title, list, files }) {
  const template = document.getElementById(contract.ids.SAVED_ENTRY);
  const item = template.content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  link.textContent = title;
  link.href = base + path.slice(1);
  const saving = savingIn(item);
  saving.setAttribute(contract.attributes.PATH, path);
  saving.setAttribute(contract.attributes.TITLE, title);
  saving.setAttribute(contract.attributes.LIST, list);
  saving.setAttribute(contract.attributes.FILES, files);
  return item;
}

// ---- What is saved, on the search page --------------------------------------

// Whether search may not work: the browser or the site is offline.
let isCutOff = false;

const onSearch = () => document.getElementById(contract.ids.SEARCH_SAVED);

function askForSearch({ state }) {
  const place = onSearch();
  isCutOff = !navigator.onLine || state === "copy";
  if (!place) return;
  if (isCutOff) tell("list");
  else place.hidden = true;
}

// Other open pages may have asked for the list.
function showOnSearch(entries) {
  const place = onSearch();
  if (!place || !isCutOff) return;
  const links = entries.map(({ path, title }) => {
    const item = create("li", {});
    item.append(create("a", { href: base + path.slice(1), textContent: title }));
    return item;
  });
  // Keep the links if they are the same: one of them may have focus.
  const list = place.querySelector("ul");
  const other = list.cloneNode();
  other.append(...links);
  if (!other.isEqualNode(list)) list.replaceWith(other);
  place.hidden = links.length === 0;
}

// ---- Notices ----------------------------------------------------------------

// The live region for new content. Looked up each time, because the app may have replaced
// it.
const region = () => document.getElementById(contract.ids.NEWS);

function notify(words, action) {
  const notice = create("div", { className: contract.classes.NOTICE });
  notice.append(words);
  if (action) {
    // A link to the page itself makes the browser reload it.
    const link = { href: "", rel: "external", textContent: action };
    notice.append(create("a", { className: contract.classes.NOTICE_ACTION, ...link }));
  }
  const close = create("button", {
    type: "button",
    className: contract.classes.NOTICE_ACTION,
    textContent: "Close",
  });
  // The focus goes back to where it was.
  let before = null;
  close.addEventListener("focus", ({ relatedTarget }) => (before = relatedTarget));
  close.addEventListener("click", () => {
    const next = before?.isConnected ? before : document.querySelector("main h1");
    next.focus({ preventScroll: true });
    notice.remove();
  });
  notice.append(close);
  region()?.replaceChildren(notice);
  return notice;
}

const create = (name, properties) => Object.assign(document.createElement(name), properties);

// The next page will already be new.
document.addEventListener(contract.events.SHOWN, () => region()?.replaceChildren());

// The current notice about a copy.
let copyNotice = null;

// Shows that the page is a copy, and whether the site has sent a newer one since.
function showCopy({ state, date }) {
  copyNotice?.remove();
  if (state === "outdated") {
    copyNotice = notify("This page has been updated.", "Reload");
  } else if (state === "copy") {
    const time = new Date(date);
    const words = isNaN(time) ? "an earlier visit" : inWords(time);
    copyNotice = notify(`The site could not be reached. This is a copy from ${words}.`);
  }
}

const inWords = (time) =>
  time.toLocaleString("en-US", { dateStyle: "long", timeStyle: "short" });

// ---- What is new ------------------------------------------------------------

// How often an open page checks, in milliseconds.
const INTERVAL = 300_000;

// The publication at the time the page was loaded.
let known = null;

// One at a time, because an outdated answer must not count as news.
let asked = Promise.resolve();

const askForNews = () => (asked = asked.then(readPublication));

async function readPublication() {
  let publication;
  try {
    const signal = AbortSignal.timeout?.(INTERVAL);
    const response = await fetch(here(contract.files.PUBLICATION), { cache: "no-store", signal });
    publication = await response.json();
  } catch {
    // Without an answer, assume there is nothing new.
  }
  // Hosts and captive portals may send something else, even with status 200.
  const { app, documents } = publication ?? {};
  if (typeof app !== "string" || typeof documents !== "string") return;
  const before = known ?? { app: embedded.app ?? app, documents };
  known = { app, documents };
  if (before.app === app && before.documents === documents) return;
  // Browsers check for a new worker only when they load a page. If this check fails, the
  // next page load repeats it.
  const update = (registration) => registration?.update();
  container?.getRegistration().then(update).catch(() => {});
  dispatchEvent(new Event(contract.events.PUBLISHED));
  notify("This site has been updated.", "Reload");
}

// Browsers fetch the manifest and its icons as soon as they see the link.
document.head.append(create("link", { rel: "manifest", href: here(contract.files.MANIFEST) }));
// Anything published from now on is new, however late the next answer arrives.
askForNews();
document.addEventListener("visibilitychange", () => document.hidden || askForNews());
setInterval(() => document.hidden || askForNews(), INTERVAL);
showSaving(Boolean(container));
if (container) bringWorker();

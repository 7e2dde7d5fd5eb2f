// The service worker: serves pages the reader has seen or saved without a network.
//
// The press publishes this as `sw.js`, in a block, so that a file that arrives cut off does not
// run, and preceded by its configuration:
//
//   const BUILD = {
//     app: the build of the app, recorded in every document of this publication,
//     base: the site's base path, with leading and trailing slashes,
//     shell: the paths below the base of the files that the app needs to start,
//     page: the one of them that is the placeholder for pages saved only as documents,
//     hashed: a regular expression for the paths below the base of files whose names
//       contain a hash of their contents, and which therefore never change,
//   };
//
// It also replaces `contract.MODULE.NAME` with that name's value from
// `model/src/contract.rs`.
//
// Everything is cached by app build, and a worker only serves its own build's files, so a
// page of one build never runs with another build's app. A new worker takes over once it
// has everything its readers have saved, in its own build; until then, or if that fails,
// the old one stays active.

const PREFIX = `newswire:${BUILD.base}:`;
const SHELL = `${PREFIX}shell:${BUILD.app}`;
const SEEN = `${PREFIX}seen:${BUILD.app}`;
const SAVED = `${PREFIX}saved:${BUILD.app}`;
// These file names contain hashes, so they are the same for every build.
const SEARCH = `${PREFIX}search`;

// How many seen pages and pictures are cached.
const MOST_SEEN = 200;

// How many concurrent requests saving uses: the usual connection limit of HTTP/1.1.
const AT_ONCE = 6;

const HASHED = new RegExp(BUILD.hashed);

const address = (path) => BUILD.base + path.replace(/^\//, "");

// ---- Taking over ------------------------------------------------------------

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const shell = await caches.open(SHELL);
  const keep = async (path) => {
    const response = await fetched(address(path));
    await put(shell, address(path), response);
  };
  await Promise.all(BUILD.shell.map(keep));
  await bringSaved();
  await bringSeen();
  // Open pages are unaffected: they have their app.
  await skipWaiting();
}

addEventListener("activate", (event) => event.waitUntil(activate()));

async function activate() {
  const mine = [SHELL, SEEN, SAVED, SEARCH];
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !mine.includes(name)) await caches.delete(name);
  }
  await clients.claim();
}

// The caches of other builds, of one kind.
async function older(kind) {
  const names = await caches.keys();
  const others = names.filter(
    (name) => name.startsWith(`${PREFIX}${kind}:`) && !name.endsWith(`:${BUILD.app}`),
  );
  return Promise.all(others.map((name) => caches.open(name)));
}

// Throws, which prevents the takeover, if a saved file cannot be loaded.
async function bringSaved() {
  for (const cache of await older("saved")) {
    for (const saved of Object.values(await entries(cache))) {
      try {
        await collect(saved);
      } catch (error) {
        // It is no longer published.
        if (!(error instanceof Gone)) throw error;
      }
    }
  }
}

// Seen pages are updated as far as possible.
async function bringSeen() {
  const seen = await caches.open(SEEN);
  for (const cache of await older("seen")) {
    const keys = await cache.keys();
    const bring = async ({ url }) => put(seen, url, await fetched(url));
    await inTurn(keys, (request) => bring(request).catch(() => {}));
  }
}

// ---- Answering --------------------------------------------------------------

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs =
    request.method === "GET" &&
    url.origin === location.origin &&
    url.pathname.startsWith(BUILD.base) &&
    !request.headers.has("range");
  if (!isOurs) return;
  const path = url.pathname.slice(BUILD.base.length);
  if (request.mode === "navigate") {
    // Not files, such as feeds, pictures and texts.
    if (/(^|\/)([^./]*|index\.html)$/.test(path)) event.respondWith(page(event));
  } else if (isOfSearch(path)) {
    event.respondWith(searchFile(event));
  } else if (path === contract.files.SAVED_PAGES) {
    event.respondWith(savedPages());
  } else if (isDocument(path) || request.destination === "image") {
    event.respondWith(fresh(event));
  } else if (BUILD.shell.includes(path)) {
    event.respondWith(shellFile(request));
  }
});

const isDocument = (path) => path.split("/").pop() === contract.files.DOCUMENT;

// How long the host may take to respond if there is a copy, in milliseconds.
const PATIENCE = 3_000;

// Whether the host was too slow last time: then the page's other files are not waited for
// again.
let isSlow = false;

// Pages and documents served as copies, by path: when the copy came from the host, and
// whether the host has sent something else since.
const copies = new Map();

// A page: the host's, or a copy, or the placeholder page into which the app loads the
// saved document.
function page(event) {
  const standIn = async () => (await caches.open(SHELL)).match(address(BUILD.page));
  const document = known(`${pathOf(event.request.url)}${contract.files.DOCUMENT}`);
  const instead = async () => (await document) && standIn();
  return answer(event, instead).catch(standIn);
}

function fresh(event) {
  return answer(event).catch(() => Response.error());
}

// The host's response, or a copy if the host is unreachable, reports a failure or is too
// slow. In that case its response is still awaited and cached. Without a copy, `instead`,
// or else the host's response, whatever it is.
async function answer(event, instead = () => undefined) {
  const path = pathOf(event.request.url);
  const copy = known(event.request.url);
  const substitute = copy.then((found) => found ?? instead());
  const response = fetch(event.request);
  const isKept = response.then((response) => {
    isSlow = false;
    return keep(nameOf(event.request.url), response.clone());
  });
  event.waitUntil(isKept.catch(() => {}));
  // A response may break off: if there is an alternative, it must be complete.
  const whole = response.then(async (response) => {
    if (await substitute) await response.clone().arrayBuffer();
    return response;
  });

  // Nothing if the host is too slow, and null if it fails.
  const first = await Promise.race([whole.catch(() => null), after(isSlow ? 0 : PATIENCE)]);
  const isTooLate = first === undefined;
  if (isTooLate) isSlow = true;
  else if (first && !mayPass(first.status)) {
    copies.delete(path);
    return first;
  }
  const found = await copy;
  if (!found) return (await substitute) ?? response;
  copies.set(path, { state: "copy", date: found.headers.get("date") });
  if (isTooLate) event.waitUntil(compare(path, found.clone(), whole).catch(() => {}));
  return found;
}

// Tells a page served as a copy what the host's own response was.
async function compare(path, copy, whole) {
  const response = await whole;
  if (!response.ok) return;
  if ((await response.text()) === (await copy.text())) copies.delete(path);
  else copies.set(path, { state: "outdated" });
  await tellCopy(path);
}

// Whether the host may respond otherwise later, as `Failure::may_pass` decides for the
// app.
const mayPass = (status) => status >= 500 || status === 408 || status === 429;

const after = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function shellFile(request) {
  const shell = await caches.open(SHELL);
  return (await shell.match(request)) ?? fetch(request);
}

// Whether a path below the base belongs to the search index.
const isOfSearch = (path) => path.startsWith(contract.search.FOLDER) && HASHED.test(path);

// Files with a content hash in their name never change, so a copy is as good. The search
// program requests "reload" if the copy was incomplete; it cannot do so for its own
// files.
async function searchFile(event) {
  const { url, cache } = event.request;
  const mayBeCopy = cache !== "reload" && !url.includes(`/${contract.search.ENGINE_PREFIX}`);
  return (mayBeCopy && (await known(url))) || fresh(event);
}

async function keepOfSearch(path, response) {
  const cache = await caches.open(SEARCH);
  await put(cache, address(path), response);
  await forgetOldIndex(cache, path);
}

// A new list of search data replaces everything not in it.
async function forgetOldIndex(cache, path) {
  if (!path.startsWith(contract.search.FOLDER + contract.search.SITE_PREFIX)) return;
  const site = await (await cache.match(address(path))).json();
  const index = site[contract.search.INDEX];
  const folders = index[contract.search.SEGMENTS].map((segment) => segment[contract.search.SEGMENT_FOLDER]);
  const wanted = folders
    .map((folder) => `${folder}/`)
    .concat(contract.search.ENGINE_PREFIX);
  for (const { url } of await cache.keys()) {
    const file = new URL(url).pathname.slice(address(contract.search.FOLDER).length);
    const isWanted = wanted.some((name) => file.startsWith(name)) || url.endsWith(path);
    if (!isWanted) await cache.delete(url);
  }
}

// Caches a response if it belongs to this build.
async function keep(url, response) {
  if (!response.ok || !(await isOfThisBuild(response))) return;
  const path = belowBase(url);
  if (isOfSearch(path)) return keepOfSearch(path, response);
  const saved = await caches.open(SAVED);
  if (await saved.match(url)) return put(saved, url, response);
  const seen = await caches.open(SEEN);
  await put(seen, url, response);
  // Entries put again move to the end.
  const keys = await seen.keys();
  await Promise.all(keys.slice(0, -MOST_SEEN).map((key) => seen.delete(key)));
}

// Browsers refuse a redirected response for a navigation if it comes from a worker
// (Fetch, "HTTP fetch"). Some hosts redirect paths that end in `.html`.
function put(cache, url, response) {
  return cache.put(url, response.redirected ? new Response(response.body, response) : response);
}

// The cached response for an address; nothing if the browser has lost it or denies
// access.
async function known(url) {
  try {
    for (const name of [SAVED, SEEN, SHELL, SEARCH]) {
      const found = await (await caches.open(name)).match(nameOf(url));
      if (found) return found;
    }
  } catch {
    return undefined;
  }
}

// The path of the page that an address or document belongs to.
const pathOf = (url) => new URL(nameOf(url)).pathname.replace(/\/index\.json$/, "/");

const belowBase = (url) => new URL(url, location).pathname.slice(BUILD.base.length);

// A page is cached under one name, regardless of its query and of how the host spells its
// address: `/about/`, `/about` or `/about/index.html`. So is a picture, in whichever width
// and format: the one that was saved is shown wherever a browser would choose another.
function nameOf(url) {
  const { origin, pathname } = new URL(url, location);
  return (
    origin +
    pathname
      .replace(/\/index\.html$/, "/")
      .replace(/\/[^/.]+$/, "$&/")
      .replace(/(s\/picture-.*)\/\d.*/, "$1")
  );
}

// Fetches the current version, which must belong to this build.
async function fetched(url, signal) {
  const cache = HASHED.test(belowBase(url)) ? "default" : "no-cache";
  const response = await fetch(url, { cache, signal });
  if (response.status === 404 || response.status === 410) throw new Gone(url);
  if (!response.ok) throw new Error(response.status);
  if (!(await isOfThisBuild(response))) throw new OtherBuild(url);
  return response;
}

// Pages and documents state their app build; other files have hashes or are independent
// of the build. Some hosts send a page in place of a missing file.
async function isOfThisBuild(response) {
  const type = response.headers.get("content-type");
  if (HASHED.test(belowBase(response.url))) return !/text\/html/.test(type);
  if (!/text\/html|application\/json/.test(type)) return true;
  return (await response.clone().text()).includes(`"app":"${BUILD.app}"`);
}

class Gone extends Error {}

class OtherBuild extends Error {}

// Processes items with limited concurrency.
async function inTurn(things, act) {
  const queue = things.slice();
  const lane = async () => {
    while (queue.length > 0) await act(queue.shift());
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } finally {
    // After a failure, the rest is not needed.
    queue.length = 0;
  }
}

// What search reads where the index is not there: `SavedPages` in `search/src/index.rs`.
async function savedPages() {
  const saved = await caches.open(SAVED);
  const keys = (await saved.keys()).filter(({ url }) => isDocument(belowBase(url)));
  const read = async (key) => (await saved.match(key)).json();
  // A damaged document is left out, and lists are not searched.
  const documents = await Promise.all(keys.map((key) => read(key).catch(() => ({}))));
  const isSearched = ({ content }) => content === "text" || content?.article || content?.country;
  const pages = documents.filter(isSearched);
  const day = (page) => aboutOf(page).date?.iso ?? "";
  const all = {
    sections: onceEach(pages.flatMap((page) => aboutOf(page).section ?? [])),
    countries: onceEach(pages.flatMap((page) => aboutOf(page).countries)),
    pages: pages.sort((one, other) => day(other).localeCompare(day(one))).flatMap(fieldsOf),
  };
  return new Response(JSON.stringify(all));
}

const PROFILES = { slug: contract.search.PROFILES, name: "Country profiles" };

// The section and countries of a page, and of an article its date and language.
function aboutOf({ path, title, content }) {
  const country = { slug: path.split("/").at(-2), name: title };
  if (content.country) return { section: PROFILES, countries: [country] };
  return content.article ?? { countries: [] };
}

// Each slug once, sorted by name.
function onceEach(things) {
  const names = new Map(things.map(({ slug, name }) => [slug, { slug, name, other_names: [] }]));
  return [...names.values()].sort((one, other) => one.name.localeCompare(other.name));
}

function fieldsOf(page) {
  const { section, countries, date, language } = aboutOf(page);
  return [
    page.path,
    page.title,
    section?.slug ?? "",
    countries.map(({ slug }) => slug).join(" "),
    date?.iso ?? "",
    date?.text ?? "",
    language?.tag ?? "",
    language?.direction ?? "",
    page.description,
    page.body,
  ];
}

// ---- Saving -----------------------------------------------------------------

// The savings in progress, by path, with their cancel functions.
const savings = new Map();

// Messages from pages: a list of the action's name and its arguments.
const deeds = { seen, copy: tellCopy, state: tellState, list: tellSaved, save, cancel, remove };

addEventListener("message", (event) => {
  const [name, ...details] = event.data;
  const deed = Object.hasOwn(deeds, name) ? deeds[name] : null;
  if (deed) event.waitUntil(deed(...details));
});

// The page that a document was loaded with before this worker could see it.
async function seen(path, document, body) {
  const name = nameOf(address(path + contract.files.DOCUMENT));
  // A copy keeps its age.
  if (copies.has(pathOf(name))) return;
  const text = JSON.stringify({ ...JSON.parse(document), body });
  const headers = { "content-type": "application/json", date: new Date().toUTCString() };
  await keep(name, new Response(text, { headers }));
}

// Tells a page whether it was served as a copy.
async function tellCopy(path) {
  await send({ copy: { path, ...copies.get(path) } });
}

// Tells pages whether a page is saved or being saved.
function tellState(path) {
  return inOrder(async () => {
    const saved = (await entries(await caches.open(SAVED)))[path];
    const state = { path, state: saved ? "saved" : "none", ...figures(saved) };
    // Saving may have started in the meantime.
    await tell(savings.get(path)?.progress ?? state);
  });
}

const figures = ({ urls = [], bytes = 0 } = {}) => ({ done: urls.length, total: urls.length, bytes });

// Sends all savings, in the order in which they were saved.
function tellSaved() {
  return inOrder(async () => {
    const saved = Object.values(await entries(await caches.open(SAVED)));
    await send({ saved: { entries: saved.map((entry) => ({ ...entry, ...figures(entry) })) } });
  });
}

// Saves a page: with the documents and pictures on its list if it has one, or else with
// its own document and some pictures. Both are passed as URLs.
async function save(path, title, list, files) {
  if (savings.has(path)) return;
  const control = new AbortController();
  const progress = { path, state: "saving", done: 0, total: 0, bytes: 0 };
  savings.set(path, { control, progress });
  const end = (state) => Object.assign(progress, { state });
  try {
    await inOrder(() => tell(progress));
    await collect({ path, title, list, files }, control.signal, progress);
    end("saved");
  } catch (error) {
    if (control.signal.aborted) end("canceled");
    else if (error instanceof OtherBuild) end("outdated");
    else end(error.name === "QuotaExceededError" ? "full" : "failed");
    await forgetUnwanted();
  } finally {
    savings.delete(path);
  }
  await tell(progress);
  await tellSaved();
}

function cancel(path) {
  savings.get(path)?.control.abort();
}

async function remove(path) {
  await enter((saved) => delete saved[path]);
  await forgetUnwanted();
  await tellState(path);
  await tellSaved();
}

// Fetches everything that belongs to a saving, and records it once complete.
async function collect({ path, title, list, files }, signal, progress = {}) {
  const cache = await caches.open(SAVED);
  const named = list ? await (await fetched(list, signal)).json() : null;
  const own = () => [address(path + contract.files.DOCUMENT), ...files.split(" ").filter(Boolean)];
  const urls = named?.files ?? own();
  let bytes = 0;
  Object.assign(progress, { total: urls.length });
  await inTurn(urls, async (url) => {
    const response = await fetched(url, signal);
    // Apart from the sum, which other files change in the meantime.
    const { byteLength } = await response.clone().arrayBuffer();
    bytes += byteLength;
    await put(cache, nameOf(url), response);
    progress.done += 1;
    progress.bytes = bytes;
    if (isStep(progress)) await tell(progress);
  });
  const entry = { path, title, list, files, urls, bytes };
  await enter((saved) => (saved[path] = entry));
}

// Whether the last file has completed another percent.
const isStep = ({ done, total }) => (done * 100) % total < 100;

// The recorded savings, by path.
async function entries(cache) {
  const response = await cache.match(address("saved/entries"));
  return response ? response.json() : {};
}

// Updates the records.
function enter(change) {
  return inOrder(async () => {
    const cache = await caches.open(SAVED);
    const saved = await entries(cache);
    change(saved);
    await cache.put(address("saved/entries"), new Response(JSON.stringify(saved)));
  });
}

// Runs reads, updates and notifications of the saved pages one at a time, so that a state
// is sent before it changes.
function inOrder(act) {
  const next = last.then(act);
  last = next.catch(() => {});
  return next;
}

let last = Promise.resolve();

// Deletes what no recorded or running saving needs. Running ones are recorded last.
async function forgetUnwanted() {
  if ([...savings.values()].some(({ progress }) => progress.state === "saving")) return;
  const cache = await caches.open(SAVED);
  const urls = Object.values(await entries(cache)).flatMap((saved) => saved.urls);
  const wanted = new Set(urls.map(nameOf)).add(location.origin + address("saved/entries"));
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url)) await cache.delete(url);
  }
}

const tell = (progress) => send({ progress });

async function send(message) {
  const pages = await clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const page of pages) page.postMessage(JSON.stringify(message));
}

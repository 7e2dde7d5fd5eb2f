// The service worker: what the reader has seen or saved is there without a network.
//
// The press publishes this as `sw.js`, and writes before it what it must know:
//
//   const BUILD = {
//     app: the build of the app, which every document of this publication bears,
//     base: the path that the site lives under, with a slash at both ends,
//     shell: the paths below the base of what the app needs to start,
//     page: the one of them that stands for every page that is kept as a document alone,
//     hashed: a regular expression for the paths below the base that have a hash of what
//       is in the file, which therefore never changes,
//   };
//
// It also replaces `contract.MODULE.NAME` by that name of `model/src/contract.rs`.
//
// Everything is kept by the build of the app that it belongs to, and a worker only
// ever answers with what belongs to its own: a page of one build never meets the app
// of another. A new worker takes over when it has all that its readers have kept, in
// its own build; until then, and if that fails, the old one goes on.
"use strict";

const PREFIX = `newswire:${BUILD.base}:`;
const SHELL = `${PREFIX}shell:${BUILD.app}`;
const SEEN = `${PREFIX}seen:${BUILD.app}`;
const SAVED = `${PREFIX}saved:${BUILD.app}`;
// Names in here bear hashes: they mean the same to every build.
const SEARCH = `${PREFIX}search`;

// How many pages and pictures are kept because the reader has seen them.
const MOST_SEEN = 200;

// How many requests a saving makes at a time: as many as HTTP/1.1 has connections.
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
  // Nothing on show is changed by this: pages that are open have their app.
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

// Fails, and with it the taking over, where something saved does not come.
async function bringSaved() {
  for (const cache of await older("saved")) {
    for (const saved of Object.values(await entries(cache))) {
      try {
        await collect(saved);
      } catch (error) {
        // It is not published any more.
        if (!(error instanceof Gone)) throw error;
      }
    }
  }
}

// What was seen is brought as far as it comes.
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
    // Not what is a file: a feed, a picture, a text.
    if (/(^|\/)([^./]*|index\.html)$/.test(path)) event.respondWith(page(event));
  } else if (isOfSearch(path)) {
    event.respondWith(searchFile(event));
  } else if (isDocument(path) || /\.(svg|png|jpe?g|webp|avif|gif)$/.test(path)) {
    event.respondWith(fresh(event));
  } else if (BUILD.shell.includes(path)) {
    event.respondWith(shellFile(request));
  }
});

const isDocument = (path) => path.split("/").pop() === contract.files.DOCUMENT;

// How long the host may take to answer where a copy is kept, in milliseconds.
const PATIENCE = 3_000;

// Whether the host took longer the last time: what a page needs besides is not waited for
// again.
let isSlow = false;

// The pages that were answered with a copy, by their paths, documents and all: when the
// copy came from the host, and whether that has sent something else since.
const copies = new Map();

// A page: as the host has it, or a copy of it, or the page that the app puts the document
// into which is kept of it.
function page(event) {
  const standIn = async () => (await caches.open(SHELL)).match(address(BUILD.page));
  const document = known(`${pathOf(event.request.url)}${contract.files.DOCUMENT}`);
  const instead = async () => (await document) && standIn();
  return answer(event, instead).catch(standIn);
}

function fresh(event) {
  return answer(event).catch(() => Response.error());
}

// What the host answers; or a copy, where the host cannot be reached, says that it has
// failed, or takes too long. Its answer is waited for all the same, and kept. Without a
// copy, it is what is put `instead`, or the host's answer, whatever that is.
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
  // An answer may stop on its way: where there is something else, all of it must have come.
  const whole = response.then(async (response) => {
    if (await substitute) await response.clone().arrayBuffer();
    return response;
  });

  const TOO_LATE = Symbol();
  const first = await Promise.race([
    whole.catch(() => null),
    after(isSlow ? 0 : PATIENCE, TOO_LATE),
  ]);
  if (first === TOO_LATE) isSlow = true;
  else if (first && first.status < 500) {
    copies.delete(path);
    return first;
  }
  const found = await copy;
  if (!found) return (await substitute) ?? response;
  copies.set(path, { state: "copy", date: found.headers.get("date") });
  if (first === TOO_LATE) event.waitUntil(compare(path, found.clone(), whole).catch(() => {}));
  return found;
}

// Tells the page that was answered with a copy what came of the host's own answer.
async function compare(path, copy, whole) {
  const response = await whole;
  if (!response.ok) return;
  if ((await response.text()) === (await copy.text())) copies.delete(path);
  else copies.set(path, { state: "outdated" });
  await tellCopy(path);
}

const after = (time, value) => new Promise((resolve) => setTimeout(resolve, time, value));

async function shellFile(request) {
  const shell = await caches.open(SHELL);
  return (await shell.match(request)) ?? fetch(request);
}

// What is published for search, by its path below the base.
const isOfSearch = (path) => path.startsWith(contract.search.FOLDER) && HASHED.test(path);

// What bears a hash of what is in it does not change, so that a copy is as good. The program
// asks with "reload" where the copy was not whole; it cannot do so for its own files.
async function searchFile(event) {
  const { url, cache } = event.request;
  const mayBeCopy = cache !== "reload" && !url.includes(`/${contract.search.ENGINE_PREFIX}`);
  return (mayBeCopy && (await known(url))) || fresh(event);
}

async function keepOfSearch(path, response) {
  // Some hosts send a page in place of a file that is not there.
  if (/text\/html/.test(response.headers.get("content-type"))) return;
  const cache = await caches.open(SEARCH);
  await put(cache, address(path), response);
  await forgetOldIndex(cache, path);
}

// With a new list of what there is to search, what is not in it is not needed.
async function forgetOldIndex(cache, path) {
  if (!path.startsWith(contract.search.FOLDER + contract.search.SITE_PREFIX)) return;
  const site = await (await cache.match(address(path))).json();
  const folders = site[contract.search.SEGMENTS].map((segment) => segment[contract.search.SEGMENT_FOLDER]);
  const wanted = folders
    .map((folder) => `${folder}/`)
    .concat(site[contract.search.WORDS], contract.search.ENGINE_PREFIX);
  for (const { url } of await cache.keys()) {
    const file = new URL(url).pathname.slice(address(contract.search.FOLDER).length);
    const isWanted = wanted.some((name) => file.startsWith(name)) || url.endsWith(path);
    if (!isWanted) await cache.delete(url);
  }
}

// Keeps what has come, if it belongs to this build.
async function keep(url, response) {
  if (!response.ok) return;
  const path = belowBase(url);
  if (isOfSearch(path)) return keepOfSearch(path, response);
  if (!(await isOfThisBuild(response))) return;
  const saved = await caches.open(SAVED);
  if (await saved.match(url)) return put(saved, url, response);
  const seen = await caches.open(SEEN);
  await put(seen, url, response);
  // What is put anew goes to the end.
  const keys = await seen.keys();
  await Promise.all(keys.slice(0, -MOST_SEEN).map((key) => seen.delete(key)));
}

// Browsers refuse to show a page that they were redirected to where a worker answers with
// it (Fetch, "HTTP fetch"). Some hosts redirect what ends with `.html`.
function put(cache, url, response) {
  return cache.put(url, response.redirected ? new Response(response.body, response) : response);
}

// What is kept under an address; nothing where the browser has lost or refuses it.
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

// The path of the page that an address or a document belongs to.
const pathOf = (url) => new URL(url, location).pathname.replace(/index\.(html|json)$/, "");

const belowBase = (url) => new URL(url, location).pathname.slice(BUILD.base.length);

// A page is kept under one name, whatever is asked of it.
function nameOf(url) {
  const { origin, pathname } = new URL(url, location);
  return origin + pathname;
}

// Fetches what the host has now, and what must belong to this build.
async function fetched(url, signal) {
  const cache = HASHED.test(belowBase(url)) ? "default" : "no-cache";
  const response = await fetch(url, { cache, signal });
  if (response.status === 404 || response.status === 410) throw new Gone(url);
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
  if (!(await isOfThisBuild(response))) throw new OtherBuild(url);
  return response;
}

// Pages and documents say which build of the app they belong to; other files bear
// hashes, or belong to all.
async function isOfThisBuild(response) {
  if (!/text\/html|application\/json/.test(response.headers.get("content-type"))) return true;
  return (await response.clone().text()).includes(`"app":"${BUILD.app}"`);
}

class Gone extends Error {}

class OtherBuild extends Error {}

// Does something with each of some things, a few of them at a time.
async function inTurn(things, act) {
  const queue = things.slice();
  const lane = async () => {
    while (queue.length > 0) await act(queue.shift());
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } finally {
    // Where one has failed, the others are not wanted any more.
    queue.length = 0;
  }
}

// ---- Saving -----------------------------------------------------------------

// What is being saved, by path, with what cancels it.
const savings = new Map();

// What pages ask for: a list of the name of the deed and what it is about.
const deeds = { seen, copy: tellCopy, state: tellState, list: tellSaved, save, cancel, remove };

addEventListener("message", (event) => {
  const [name, ...details] = event.data;
  const deed = Object.hasOwn(deeds, name) ? deeds[name] : null;
  if (deed) event.waitUntil(deed(...details));
});

// The page that a document was loaded with, before this worker could see it.
async function seen(path, document, body) {
  const name = nameOf(address(path + contract.files.DOCUMENT));
  // A copy is as old as it was.
  if (copies.has(pathOf(name))) return;
  const text = JSON.stringify({ ...JSON.parse(document), body });
  const headers = { "content-type": "application/json", date: new Date().toUTCString() };
  await keep(name, new Response(text, { headers }));
}

// Tells whether a page was answered with a copy.
async function tellCopy(path) {
  await send({ copy: { path, ...copies.get(path) } });
}

// Tells how it stands with the saving of a page and what belongs to it.
function tellState(path) {
  return inOrder(async () => {
    const saved = (await entries(await caches.open(SAVED)))[path];
    const state = { path, state: saved ? "saved" : "none", ...figures(saved) };
    // It may have begun meanwhile.
    await tell(savings.get(path)?.progress ?? state);
  });
}

const figures = (saved) => ({
  done: saved?.urls.length ?? 0,
  total: saved?.urls.length ?? 0,
  bytes: saved?.bytes ?? 0,
});

// Tells all that is saved, in the order in which it was.
function tellSaved() {
  return inOrder(async () => {
    const saved = Object.values(await entries(await caches.open(SAVED)));
    await send({ saved: { entries: saved.map((entry) => ({ ...entry, ...figures(entry) })) } });
  });
}

// Saves a page: with the documents and pictures that its list names, if it has one, else
// with its own document and some pictures. Both are given by their addresses.
async function save(path, title, list, files) {
  if (savings.has(path)) return;
  const control = new AbortController();
  const progress = { path, state: "saving", done: 0, total: 0, bytes: 0 };
  savings.set(path, { control, progress });
  const end = (state) => Object.assign(progress, { state });
  try {
    await inOrder(() => tell(progress));
    const saved = await collect({ path, title, list, files }, control.signal, progress);
    end("saved");
    Object.assign(progress, figures(saved));
  } catch (error) {
    if (control.signal.aborted) end("cancelled");
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

// Fetches what belongs to a saving, and enters it when all of it is there.
async function collect({ path, title, list, files }, signal, progress = {}) {
  const cache = await caches.open(SAVED);
  const named = list ? await (await fetched(list, signal)).json() : null;
  const own = () => [address(path + contract.files.DOCUMENT), ...files.split(" ").filter(Boolean)];
  const urls = named?.files ?? own();
  let bytes = 0;
  Object.assign(progress, { total: urls.length });
  await inTurn(urls, async (url) => {
    const response = await fetched(url, signal);
    bytes += (await response.clone().arrayBuffer()).byteLength;
    await put(cache, nameOf(url), response);
    progress.done += 1;
    progress.bytes = bytes;
    if (isStep(progress)) await tell(progress);
  });
  const entry = { path, title, list, files, urls, bytes };
  await enter((saved) => Object.assign(saved, { [path]: entry }));
  return entry;
}

// Whether another hundredth of the whole has come.
function isStep({ done, total }) {
  return Math.floor((done * 100) / total) > Math.floor(((done - 1) * 100) / total);
}

// The savings, by path, as they are entered in a cache.
async function entries(cache) {
  const response = await cache.match(address("saved/entries"));
  return response ? response.json() : {};
}

// Changes them.
function enter(change) {
  return inOrder(async () => {
    const cache = await caches.open(SAVED);
    const saved = await entries(cache);
    change(saved);
    await cache.put(address("saved/entries"), new Response(JSON.stringify(saved)));
  });
}

// Reads, changes or tells what is saved, one after the other: what was true before a change
// is told before it.
function inOrder(act) {
  const next = last.then(act);
  last = next.catch(() => {});
  return next;
}

let last = Promise.resolve();

// Forgets what no saving that is entered or under way needs. What is under way is
// entered last.
async function forgetUnwanted() {
  if ([...savings.values()].some(({ progress }) => progress.state === "saving")) return;
  const cache = await caches.open(SAVED);
  const urls = Object.values(await entries(cache)).flatMap((saved) => saved.urls);
  const wanted = new Set([address("saved/entries"), ...urls].map(nameOf));
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url)) await cache.delete(url);
  }
}

const tell = (progress) => send({ progress });

async function send(message) {
  const pages = await clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const page of pages) page.postMessage(JSON.stringify(message));
}

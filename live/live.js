// Tells readers of a live story how many new posts there are, and shows them when asked.
//
// Only pages of live stories load it, once the app has started: see
// `press/src/app_build/mod.rs`. It asks for a small file that lists the posts, and only
// while the page can be seen, the browser is online and the reader does not save data.
//
// The press replaces `contract.MODULE.NAME` with that name's value from
// `model/src/contract.rs`.

// How long to wait between two questions, in milliseconds.
const CALM = 60_000;

// The element that announces new posts on the current page, if its story is live.
let bar = null;
let timer;
let asked = Date.now();

function follow() {
  const found = document.querySelector(`[${contract.attributes.LIVE}]`);
  if (found === bar) return;
  bar = found;
  wait();
}

function wait() {
  clearTimeout(timer);
  if (bar) timer = setTimeout(ask, CALM);
}

async function ask() {
  wait();
  const here = bar;
  if (!here || document.hidden || !navigator.onLine || navigator.connection?.saveData) return;
  asked = Date.now();
  try {
    const list = await fetch(here.getAttribute(contract.attributes.LIVE), { cache: "no-cache" });
    if (!list.ok) return;
    const { live, posts } = await list.json();
    if (here !== bar || !here.isConnected) return;
    tell(posts.filter((id) => !document.getElementById(id)).length);
    // The coverage has ended: there is nothing more to ask for.
    if (!live) clearTimeout(timer);
  } catch {
    // The network or the host fails: the next question may succeed.
  }
}

// Changes nothing if the number is the same, so that screen readers do not repeat it.
function tell(count) {
  const [status, button] = [bar.querySelector("[role=status]"), bar.querySelector("button")];
  const text = count === 0 ? "" : count === 1 ? "1 new post." : `${count} new posts.`;
  if (status.textContent !== text) status.textContent = text;
  button.textContent = count === 1 ? "Show it" : "Show them";
  button.hidden = count === 0;
}

// Shows the posts of the current page on the host. Whatever fails, the browser loads that
// page.
async function show() {
  const here = bar;
  try {
    const response = await fetch(location.pathname, { cache: "no-cache" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (here !== bar || !here.isConnected) return;
    const known = posts(document);
    const current = posts(page);
    const first = [...current.children].find((post) => !document.getElementById(post.id));
    known.replaceWith(current);
    (first ?? current).querySelector("h3").focus();
    tell(0);
  } catch {
    location.reload();
  }
}

const posts = (page) => page.querySelector(`.${contract.classes.POSTS}`);

document.addEventListener("click", ({ target }) => {
  if (target.closest?.(`[name=${contract.controls.SHOW_POSTS}]`)) show();
});
document.addEventListener(contract.events.SHOWN, follow);
document.addEventListener("visibilitychange", () => {
  if (Date.now() - asked >= CALM) ask();
});
addEventListener("online", ask);
follow();

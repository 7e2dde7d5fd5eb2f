// Runs before the first paint: applies the reader's color scheme and marks that scripts
// run. It is inline in the head of each page, because a module would run too late and a
// file would delay the paint. The content security policy allows it by its hash.
(root => {
  // If the app does not start, hide what needs it, as without scripts.
  const giveUp = () =>
    root.hasAttribute(contract.attributes.APP) ||
    root.removeAttribute(contract.attributes.SCRIPTS);
  addEventListener("error", ({ target, filename }) => {
    const app = document.querySelector("script[type=module]");
    if (app && [target.src, filename].includes(app.src)) giveUp();
  }, true);
  const begin = () => {
    root.setAttribute(contract.attributes.SCRIPTS, "");
    try {
      const scheme = localStorage.getItem(contract.controls.SCHEME);
      if (scheme) root.setAttribute(contract.attributes.SCHEME, scheme);
    } catch {
      // If storage is blocked, follow the system.
    }
    setTimeout(giveUp, 10_000);
  };
  begin();
  // The app of a prerendered page starts when the page is shown. The reader may have
  // chosen other colors by then.
  document.addEventListener("prerenderingchange", begin);
})(document.documentElement);

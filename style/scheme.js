// Before the page is painted: the colors that the reader has chosen, and that
// scripts run. A classic script in the head, for a module would come too late.
(root => {
  root.setAttribute(contract.attributes.SCRIPTS, "");
  try {
    const scheme = localStorage.getItem(contract.controls.SCHEME);
    if (scheme) root.setAttribute(contract.attributes.SCHEME, scheme);
  } catch {
    // Storage is refused: the system's colors hold.
  }
  // Where the app does not come, nothing that needs it is shown, as without scripts.
  const giveUp = () =>
    root.hasAttribute(contract.attributes.APP) ||
    root.removeAttribute(contract.attributes.SCRIPTS);
  addEventListener("error", ({ target, filename }) => {
    const app = document.querySelector("script[type=module]");
    if (app && [target.src, filename].includes(app.src)) giveUp();
  }, true);
  setTimeout(giveUp, 10_000);
})(document.documentElement);

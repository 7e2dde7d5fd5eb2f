// Before the page is painted: the colors that the reader has chosen, and that
// scripts run. A classic script in the head, for a module would come too late.
(root => {
  root.dataset.scripts = "";
  try {
    const scheme = localStorage.getItem("scheme");
    if (scheme) root.dataset.scheme = scheme;
  } catch {
    // Storage is refused: the system's colors hold.
  }
})(document.documentElement);

// What Decap leaves unsaid to screen readers: names, states, one main part and one heading. Kept right as pages change.
(function () {
  "use strict";

  const NAMES = [
    ["[data-slate-editor]", "Naskah"],
    ["[class*='-ToolbarToggle'], [role='switch']", "Beralih antara teks berformat dan Markdown"],
  ];

  function set(one, name, value) {
    if (one.getAttribute(name) !== value) one.setAttribute(name, value);
  }

  function mend() {
    const root = document.getElementById("nc-root");
    for (const [selector, name] of NAMES) {
      for (const one of document.querySelectorAll(selector)) set(one, "aria-label", name);
    }
    for (const one of document.querySelectorAll("[role='switch']:not([aria-checked])")) set(one, "aria-checked", "false");
    for (const inner of document.querySelectorAll("[aria-haspopup] > button")) handOver(inner.parentElement, inner);
    landmark(root);
    title(root);
  }

  // A button within a button: the inner one is the real one, and says what the outer one said.
  function handOver(outer, inner) {
    for (const name of ["role", "tabindex", "aria-haspopup", "aria-expanded"]) {
      if (name.startsWith("aria-") && outer.hasAttribute(name)) set(inner, name, outer.getAttribute(name));
      outer.removeAttribute(name);
    }
  }

  // One main part: Decap's own where it has one, else what lies below its header, else all.
  function landmark(root) {
    const wanted = document.querySelector("main") || document.querySelector("[class*='-AppMainContainer']") || root;
    for (const one of document.querySelectorAll("[role='main']")) if (one !== wanted) one.removeAttribute("role");
    if (wanted.tagName !== "MAIN") set(wanted, "role", "main");
  }

  // One first heading, seen by those who listen.
  function title(root) {
    const own = document.getElementById("r-title");
    const others = [...document.querySelectorAll("h1")].some((one) => one !== own);
    if (others && own) own.remove();
    if (others || own) return;
    const made = document.createElement("h1");
    made.id = "r-title";
    made.textContent = "Halaman menulis";
    (document.querySelector("[role='main'], main") || root).append(made);
  }

  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
  mend();
})();

// What pages gain from scripts: a switch for light and dark, a button that copies an address. All else is HTML.
const root = document.documentElement;
root.classList.replace("no-js", "js");

const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.scheme ?? (dark.matches ? "dark" : "light")) === "dark";

for (const button of document.querySelectorAll("[data-scheme-switch]")) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  show();
  dark.addEventListener("change", show);
  button.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    const asDevice = (wanted === "dark") === dark.matches;
    if (asDevice) delete root.dataset.scheme;
    else root.dataset.scheme = wanted;
    try {
      if (asDevice) localStorage.removeItem("redaksi.scheme");
      else localStorage.setItem("redaksi.scheme", wanted);
    } catch {
      // Storage is shut; the choice lasts as long as the page.
    }
    show();
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const status = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = "Tautan tersalin.";
    } catch {
      status.textContent = `Salin alamat ini: ${button.dataset.copy}`;
    }
  });
}

// A table wider than the screen scrolls within the page; the keyboard has to reach it.
for (const table of document.querySelectorAll(".r-body table")) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}

// The keys / and s go to the search box, as on many sites; on a phone's page without a box, nothing happens.
const editable = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key !== "/" && event.key !== "s") return;
  if (event.target instanceof Element && event.target.closest(editable)) return;
  const boxes = [...document.querySelectorAll("[data-search-box]")];
  const box = boxes.find((one) => one.offsetParent !== null);
  if (!box) return;
  event.preventDefault();
  event.stopPropagation();
  box.focus();
  box.select();
}, true);

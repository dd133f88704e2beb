// Before anything is painted: the reader's own choice of light or dark, if there is one.
try {
  const scheme = localStorage.getItem("redaksi.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is shut; the page follows the device.
}

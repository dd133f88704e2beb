/* Dimuat sebelum halaman digambar: yang dibutuhkan skrip tema, dan tampilan terang atau gelap tanpa kedip.
   Di tema ini tertulis di dalam halaman; kebijakan keamanan situs (CSP) hanya mengizinkan berkas. */
(() => {
  "use strict";
  const scope = new URL(document.currentScript.dataset.base, location);
  const get = (key, storage = localStorage, at = scope) => {
    try {
      return JSON.parse(storage.getItem(at.pathname + "." + key));
    } catch {
      return null; // penyimpanan dimatikan, atau isinya rusak
    }
  };
  const set = (key, value, storage = localStorage, at = scope) => {
    try {
      storage.setItem(at.pathname + "." + key, JSON.stringify(value));
    } catch {
      /* penyimpanan dimatikan: pilihan pembaca berlaku untuk halaman ini saja */
    }
  };
  const hash = (text) => [...text].reduce((sum, one) => (sum << 5) - sum + one.charCodeAt(0), 0);
  Object.assign(window, { __md_scope: scope, __md_get: get, __md_set: set, __md_hash: hash });

  const AUTO = "(prefers-color-scheme)";
  const option = (media) => document.querySelector(`[data-md-color-media="${media}"]`);
  const ours = () => {
    const kept = get("__palette")?.color;
    if (kept && kept.media !== AUTO) return kept;
    const input = option(`(prefers-color-scheme: ${matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"})`);
    const names = ["media", "scheme", "primary", "accent"];
    return Object.fromEntries(names.map((name) => [name, input.getAttribute(`data-md-color-${name}`)]));
  };
  const paint = () => {
    if (!option("(prefers-color-scheme: dark)")) return false;
    for (const [name, value] of Object.entries(ours())) document.body.setAttribute(`data-md-color-${name}`, value);
    return true;
  };
  // Pengamat dipanggil sebelum peramban menggambar bagian yang baru dibaca.
  new MutationObserver((_, observer) => paint() && observer.disconnect())
    .observe(document.documentElement, { childList: true, subtree: true });
})();

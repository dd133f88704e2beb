// What goes on, in words: what the check says of a text, at the field that it is about, and what went wrong, in a sentence.
// Decap itself only knows "saved" and "not saved", and shows errors as programs name them.
(function () {
  "use strict";
  const ask = window.fetch.bind(window);
  const KEPT = "Tulisan Anda masih ada di halaman ini.";
  const MEANWHILE = `Naskah ini sudah diubah orang lain sejak Anda membukanya. ${KEPT} Salin bagian Anda, muat ulang halaman (F5), lalu masukkan lagi.`;
  const SENTENCES = [
    [({ message }) => message === "redaksi:meanwhile", MEANWHILE],
    [({ name, message }) => name === "TypeError" && /fetch|network|load failed/i.test(message), `Tidak tersambung. ${KEPT} Periksa sambungan internet (di komputer kantor: apakah redaksi admin masih berjalan), lalu coba lagi.`],
    [({ message }) => /timed? ?out|aborted/i.test(message), `Penyimpanan tidak menjawab. ${KEPT} Coba lagi sebentar lagi.`],
    [({ status }) => status === 401, `Masa masuk Anda sudah habis. ${KEPT} Salin dahulu, lalu keluar dan masuk lagi.`],
    [({ status, message }) => status === 429 || /rate limit/i.test(message), `GitHub membatasi banyaknya permintaan. ${KEPT} Coba lagi sejam lagi.`],
    [({ message }) => /does not have access|not found\.\s+please ensure/i.test(message), "Akun GitHub Anda belum diberi akses ke repository kantor. Hubungi pengelola situs."],
    [({ status, message }) => status === 409 || /fast.forward|already exists|conflict|head branch was modified/i.test(message), MEANWHILE],
    [({ status }) => status === 405, "GitHub belum mengizinkan penggabungan: pemeriksaan atau persetujuan belum lengkap. Lihat pull request-nya."],
    [({ status }) => status === 403, "GitHub tidak mengizinkan ini untuk akun Anda. Hubungi pengelola situs."],
    [({ status }) => status === 404, "Yang diminta tidak ditemukan lagi; mungkin sudah digabungkan atau dihapus. Muat ulang halaman (F5)."],
    [({ status }) => status >= 500, `Penyimpanan sedang terganggu. ${KEPT} Coba lagi sebentar lagi.`],
  ];
  const mentioned = [];

  // An error whose name Decap does not print.
  class Spoken extends Error {
    toString() {
      return this.message;
    }
  }

  // An error as a sentence. What our own server says is one already; what Decap must recognize stays.
  function spoken(error) {
    if (error instanceof Spoken || error?.notUnderEditorialWorkflow) return error;
    const given = { name: String(error?.name), message: String(error?.message ?? error), status: error?.status };
    const found = SENTENCES.find(([fits]) => fits(given));
    const words = given.status && error.api === "Proxy" ? given.message : found?.[1];
    const made = new Spoken(words ?? `Ada gangguan yang tidak dikenal. ${KEPT} Beri tahu pengelola situs: “${given.message}”`);
    if (!words) console.error(error);
    return Object.assign(made, { status: given.status, name: given.name });
  }

  // Of a refusal Decap hands on the sentence only; the fields stand beside it in our own server's answer.
  window.fetch = async function (...asked) {
    const answer = await ask(...asked);
    if (answer.status !== 422 || !answer.url.endsWith("/api/v1")) return answer;
    const { places } = await answer.clone().json();
    clear();
    mark(places);
    return answer;
  };

  // What is to be said of a text that was saved: our own remarks, and the check's.
  function saved(warnings) {
    clear();
    show("Tersimpan, tetapi perhatikan sebelum disetujui:", [...new Set(mentioned.splice(0)), ...warnings]);
  }

  // Of a field that is not as it should be Decap says nothing where it cannot be seen.
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[class*='-SaveButton']")) bring(20, 0);
  });

  // A field that was left already says so before all fields are judged: wait until no more are added.
  function bring(tries, before) {
    const lists = [...document.querySelectorAll("[class*='-ControlErrorsList']")].filter((one) => one.textContent);
    if (tries && (!lists.length || lists.length > before)) return setTimeout(bring, 100, tries - 1, lists.length);
    if (!lists.length) return;
    lists[0].closest("[class*='-ControlContainer']").scrollIntoView({ block: "center" });
    document.getElementById("r-told")?.remove();
    show("Belum disimpan:", lists.map((one) => one.textContent));
  }

  const alert = window.alert.bind(window);
  window.alert = (words) =>
    alert(/^\s*Decap CMS is adding labels/.test(words) ? "Label sedang dipasang pada naskah yang belum digabungkan. Jangan tutup halaman ini dahulu." : words);

  function fieldOf(name) {
    if (name === "body") return document.querySelector("[data-slate-editor]");
    return name.split(".").reduce((group, one) => frameOf(group)?.querySelector(`[id^="${CSS.escape(one)}-field-"]`), document);
  }

  // What stands around a field, its group's fields as well.
  function frameOf(field) {
    return field === document ? document : (field?.closest("[class*='-ControlContainer']") ?? field?.parentElement);
  }

  // The frame of a field; of one in a closed box, the box.
  function shownFrame(field) {
    let frame = frameOf(field);
    while (frame?.parentElement && !frame.checkVisibility()) frame = frameOf(frame.parentElement);
    return frame;
  }

  function made(tag, words, settings = {}) {
    return Object.assign(document.createElement(tag), { textContent: words, ...settings });
  }

  // One sentence at each field that is refused, until somebody writes there.
  function mark(places) {
    const fields = places.map(({ field, words }) => [fieldOf(field), words]).filter(([field]) => field);
    for (const [field, words] of fields) {
      const frame = shownFrame(field);
      const refusal = made("p", words, { className: "r-refusal", role: "alert" });
      frame.append(refusal);
      field.setAttribute("aria-invalid", "true");
      frame.addEventListener("input", () => unmark(field, refusal), { once: true });
    }
    document.querySelector("p.r-refusal")?.parentElement.scrollIntoView({ block: "center" });
    show("Belum disimpan:", places.filter(({ field }) => !fieldOf(field)).map(({ words }) => words));
  }

  function unmark(field, refusal) {
    refusal.remove();
    field.removeAttribute("aria-invalid");
  }

  function clear() {
    for (const one of document.querySelectorAll("p.r-refusal")) one.remove();
    for (const one of document.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    document.getElementById("r-told")?.remove();
  }

  function show(heading, sentences) {
    if (!sentences.length) return;
    const box = made("section", "", { id: "r-told", role: "status" });
    const list = made("ul", "");
    list.append(...sentences.map((words) => made("li", words)));
    const close = made("button", "Tutup", { type: "button" });
    close.addEventListener("click", () => box.remove());
    box.append(made("strong", heading), list, close);
    document.body.append(box);
  }

  window.redaksiTold = { spoken, saved, mention: (words) => mentioned.push(words) };
})();

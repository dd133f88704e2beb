// What the office's check says of a text that was saved: Decap only knows "saved" and "not saved".
// The server puts the words beside its answer; here they are shown as plain text until the next save or a click.
(function () {
  "use strict";
  const ask = window.fetch.bind(window);

  window.fetch = async function (...asked) {
    const answer = await ask(...asked);
    if (answer.ok && answer.url.endsWith("/api/v1")) {
      answer.clone().json().then(({ warnings }) => Array.isArray(warnings) && show(warnings)).catch(() => {});
    }
    return answer;
  };

  function show(warnings) {
    document.getElementById("r-told")?.remove();
    if (!warnings.length) return;
    const box = document.createElement("section");
    box.id = "r-told";
    box.setAttribute("role", "status");
    const head = document.createElement("strong");
    head.textContent = "Tersimpan, tetapi perhatikan sebelum disetujui:";
    const list = document.createElement("ul");
    for (const words of warnings) {
      const item = document.createElement("li");
      item.textContent = words;
      list.append(item);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Tutup";
    close.addEventListener("click", () => box.remove());
    box.append(head, list, close);
    document.body.append(box);
  }
})();

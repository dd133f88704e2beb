// A document of a story (PDF), chosen at its field: told by its bytes before it leaves this device. The check looks through it.
(function () {
  "use strict";

  const MOST_BYTES = 8 * 1024 * 1024;
  const SENTENCES = {
    large: "Berkas ini lebih dari 8 MB. Simpan dalam ukuran lebih kecil, lalu pilih lagi.",
    kind: "Berkas ini bukan PDF, apa pun namanya. Simpan dokumennya sebagai PDF, lalu pilih lagi.",
    broken: "Berkas ini tidak dapat dibaca. Pilih lagi dari aslinya.",
  };

  // A file's name as the archive takes it: small letters, and the beginning of its digest, so that no other is called so.
  function nameOf(file, hex) {
    const words = file.name.replace(/\.pdf$/i, "").normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-");
    return `${words.replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "") || "lampiran"}-${hex}.pdf`;
  }

  // The same file under a name of ours. Rejects with a key of SENTENCES.
  async function made(file) {
    if (file.size > MOST_BYTES) throw "large";
    const data = await file.arrayBuffer();
    if (!String.fromCharCode(...new Uint8Array(data.slice(0, 5))).startsWith("%PDF-")) throw "kind";
    const hex = await redaksiUpload.fingerprint(data, 3);
    return new File([data], nameOf(file, hex), { type: "application/pdf" });
  }

  redaksiUpload.register("dokumen", {
    accept: "application/pdf,.pdf", noun: "Berkas", sentences: SENTENCES, made,
    shown: (value) => h("p", {}, value),
    labels: (chosen) => ({ choose: chosen ? "Pilih PDF lain" : "Pilih PDF" }),
  });
})();

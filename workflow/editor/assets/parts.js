// What a text can hold beside plain words, each as a small form in the editor: pictures, a video, a quotation, facts, a
// footnote's text. What is written is the same Markdown that people write by hand (PANDUAN, "Isi naskah").
(function () {
  "use strict";

  const PICTURE = /!\[([^\]\n]*)\]\(([^\s)]+)(?: "((?:[^"\\\n]|\\.)*)")?\)/;
  const CREDIT = /^(.*?)\s*(\(?)\b((?:foto|ilustrasi|grafis|infografis|peta|gambar|video|dokumentasi|dok)\b\.?\s*:\s*\S.*)$/i;
  const line = (text) => String(text ?? "").replace(/\s+/g, " ").trim();
  const get = (data, name) => (data?.get ? data.get(name) : data?.[name]);

  const PHOTO = [
    { name: "src", label: "Berkas", widget: "foto" },
    { name: "alt", label: "Yang terlihat", widget: "string", hint: "Dibacakan bagi pembaca tunanetra" },
    { name: "caption", label: "Keterangan", widget: "string", hint: "Apa, di mana, dan kapan" },
    { name: "credit", label: "Pembuat", widget: "string", hint: "Misalnya Foto: Dinas Kesehatan" },
  ];

  function pictureOf([, alt, src, title = ""]) {
    const words = title.replace(/\\(.)/g, "$1");
    const found = CREDIT.exec(words);
    const credit = found ? (found[2] ? found[3].replace(/\)$/, "") : found[3]) : "";
    return { src, alt, caption: found ? found[1] : words, credit };
  }

  function written(data) {
    const title = [line(get(data, "caption")), line(get(data, "credit"))].filter(Boolean).join(" ").replace(/"/g, "”");
    const alt = line(get(data, "alt")).replace(/[[\]]/g, "");
    return `![${alt}](${line(get(data, "src"))}${title ? ` "${title}"` : ""})`;
  }

  const alone = new RegExp(`^${PICTURE.source}$`);
  const linked = new RegExp(`^\\[${PICTURE.source}\\]\\(([^\\s)]+)\\)$`);
  const several = new RegExp(`^(?:${PICTURE.source}\\n)+${PICTURE.source}$`);

  // The first whose pattern fits the next lines takes them, so the longer ones come first.
  CMS.registerEditorComponent({
    id: "galeri", label: "Galeri", pattern: several,
    fields: [{ name: "photos", label: "Foto", widget: "list", fields: PHOTO, min: 2 }],
    fromBlock: ([block]) => ({ photos: block.split("\n").map((one) => pictureOf(alone.exec(one))) }),
    toBlock: (data) => [...(get(data, "photos") ?? [])].map(written).join("\n"), toPreview: () => "",
  });
  CMS.registerEditorComponent({
    id: "foto", label: "Foto", fields: PHOTO, pattern: alone,
    fromBlock: (found) => pictureOf(found), toBlock: written, toPreview: () => "",
  });
  CMS.registerEditorComponent({
    id: "video", label: "Video", pattern: linked,
    fields: [{ name: "video", label: "Alamat video", widget: "string", hint: "https://, di YouTube, Vimeo, TikTok, Instagram, atau Facebook" }, ...PHOTO],
    fromBlock: (found) => ({ ...pictureOf(found), video: found[4] }),
    toBlock: (data) => `[${written(data)}](${line(get(data, "video"))})`, toPreview: () => "",
  });
  CMS.registerEditorComponent({
    id: "kutipan", label: "Kutipan dengan nama", pattern: /^((?:> [^\n]*\n)+)>?\n?> (?:—|–|--) ([^\n]+)$/,
    fields: [{ name: "words", label: "Kutipan", widget: "text" }, { name: "speaker", label: "Nama dan jabatan", widget: "string" }],
    fromBlock: ([, words, speaker]) => ({ words: words.replace(/^> ?/gm, "").trim(), speaker }),
    toBlock: (data) => `> ${line(get(data, "words"))}\n>\n> — ${line(get(data, "speaker"))}`, toPreview: () => "",
  });
  CMS.registerEditorComponent({
    id: "fakta", label: "Kotak fakta", pattern: /^### Fakta\n((?:- [^\n]+\n?)+)$/,
    fields: [{ name: "items", label: "Fakta", widget: "list", field: { name: "item", label: "Butir", widget: "string" } }],
    fromBlock: ([, items]) => ({ items: items.trim().split("\n").map((one) => one.replace(/^- /, "")) }),
    toBlock: (data) => `### Fakta\n${[...(get(data, "items") ?? [])].map((one) => `- ${line(get(one, "item") ?? one)}`).join("\n")}`, toPreview: () => "",
  });
  CMS.registerEditorComponent({
    id: "tabel", label: "Tabel", pattern: /^(\|[^\n]*\|\n\|[-:| ]+\|(?:\n\|[^\n]*\|)*)$/,
    fields: [{ name: "rows", label: "Baris", widget: "text", default: "| Hari | Tempat |\n|---|---|\n| Senin | Aula |", hint: "Sel dipisahkan dengan |; --- di bawah baris pertama, ---: bagi kolom angka" }],
    fromBlock: ([, rows]) => ({ rows }), toBlock: (data) => String(get(data, "rows") ?? "").trim(), toPreview: () => "",
  });
  CMS.registerEditorComponent({
    id: "catatan", label: "Isi catatan kaki", pattern: /^\[\^([\w-]+)\]: ([^\n]+)$/,
    fields: [
      { name: "mark", label: "Tanda", widget: "string", hint: "Misalnya 1; di dalam kalimat ditulis [^1]" },
      { name: "words", label: "Isi", widget: "string" },
    ],
    fromBlock: ([, mark, words]) => ({ mark, words }),
    toBlock: (data) => `[^${line(get(data, "mark"))}]: ${line(get(data, "words"))}`, toPreview: () => "",
  });
})();

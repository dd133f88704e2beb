// The picture of a story, chosen at its field: told by its bytes, made small and without what the camera noted (above all
// where it was taken) before it leaves this device. What cannot be taken is said right there.
(function () {
  "use strict";

  const WIDEST = 1600;
  const TALLEST = 2400;
  const MOST_BYTES = 40 * 1024 * 1024;
  const MOST_PIXELS = 100e6;
  const MOST_STRETCHED = 8;
  const TAKEN = "image/jpeg,image/png,image/webp"; // an iPhone makes a JPEG of its HEIC when these are asked for
  const SENTENCES = {
    large: "Berkas ini lebih dari 40 MB. Pilih foto yang lebih kecil.",
    heic: "Foto ini berkas HEIC, yang tidak dapat ditampilkan peramban. Di iPhone: Pengaturan > Kamera > Format > Paling Kompatibel, lalu potret lagi; atau pilih tangkapan layarnya.",
    svg: "Ini gambar SVG, yang dapat memuat program. Simpan sebagai PNG atau JPG, lalu pilih lagi.",
    pdf: "Ini berkas PDF, bukan foto. Pilih berkas JPG, PNG, atau WebP.",
    kind: "Berkas ini bukan foto JPG, PNG, atau WebP, apa pun namanya. Pilih berkas lain.",
    broken: "Foto ini rusak: tidak dapat dibaca sampai selesai. Pilih lagi dari aslinya.",
    size: "Ukuran foto ini tidak dapat ditampilkan: terlalu banyak piksel, atau terlalu panjang. Potong atau perkecil dahulu.",
  };
  let number = 0;

  function latin(bytes, from, to) {
    return String.fromCharCode(...bytes.slice(from, to));
  }

  // Why the first bytes of a file are no picture; "" where they are one.
  function flawOf(bytes) {
    const text = latin(bytes, 0, 256);
    if (text.startsWith("\xff\xd8\xff") || text.startsWith("\x89PNG\r\n\x1a\n")) return "";
    if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "";
    if (text.slice(4, 8) === "ftyp") return "heic";
    if (text.startsWith("%PDF")) return "pdf";
    return /<svg|<\?xml/i.test(text) ? "svg" : "kind";
  }

  // A small JPEG of a file, named by what it shows. Rejects with a key of SENTENCES.
  async function made(file) {
    if (file.size > MOST_BYTES) throw "large";
    const flaw = flawOf(new Uint8Array(await file.slice(0, 256).arrayBuffer()));
    if (flaw) throw flaw;
    const image = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => Promise.reject("broken"));
    const { width, height } = image;
    const stretched = Math.max(width, height) > MOST_STRETCHED * Math.min(width, height);
    if (stretched || width * height > MOST_PIXELS) throw "size";
    const blob = await drawn(image, Math.min(1, WIDEST / width, TALLEST / height));
    const hex = await redaksiUpload.fingerprint(await blob.arrayBuffer(), 4);
    return new File([blob], `foto-${hex}-${++number}.jpg`, { type: "image/jpeg" });
  }

  function drawn(image, scale) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.imageSmoothingQuality = "high";
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed("broken")), "image/jpeg", 0.9));
  }

  redaksiUpload.register("foto", {
    accept: TAKEN, noun: "Foto", sentences: SENTENCES, made,
    shown: (value, { getAsset, field }) => [
      h("img", { key: "picture", src: String(getAsset(value, field) ?? ""), alt: "" }),
      h("p", { key: "name" }, value.startsWith("foto-") ? "Foto dipilih; namanya mengikuti judul saat disimpan." : value),
    ],
    labels: (chosen, words) => ({ choose: words(chosen ? "chooseDifferent" : "choose"), remove: words("remove") }),
  });
  // Pictures belong to stories: no shelf of all of them, with which one story's could be taken from it.
  CMS.registerMediaLibrary({ name: "redaksi", init: () => ({ show() {}, hide() {}, enableStandalone: () => false }) });
})();

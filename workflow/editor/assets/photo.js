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
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
    const hex = [...digest.slice(0, 4)].map((one) => one.toString(16).padStart(2, "0")).join("");
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

  const Photo = createClass({
    getInitialState: () => ({ words: "", busy: false }),
    shouldComponentUpdate: () => true,
    isValid() {
      return this.state.busy ? { error: { type: "CUSTOM", message: "Foto masih disiapkan. Tunggu sebentar, lalu simpan lagi." } } : true;
    },
    async choose({ target }) {
      const [file] = target.files;
      target.value = "";
      if (!file) return;
      this.setState({ busy: true, words: "" });
      try {
        const photo = await made(file);
        await this.props.onPersistMedia(photo, { field: this.props.field });
        this.props.onChange(photo.name);
        this.setState({ busy: false });
      } catch (flaw) {
        this.setState({ busy: false, words: SENTENCES[flaw] ?? SENTENCES.broken });
      }
    },
    render() {
      const { forID, value, t, classNameWrapper } = this.props;
      const words = (key) => t(`editor.editorWidgets.image.${key}`);
      return h("div", { className: `${classNameWrapper} r-photo` },
        value && h("img", { src: String(this.props.getAsset(value, this.props.field) ?? ""), alt: "" }),
        value && h("p", {}, value.startsWith("foto-") ? "Foto dipilih; namanya mengikuti judul saat disimpan." : value),
        h("input", { id: forID, type: "file", accept: TAKEN, ref: (one) => { this.input = one; }, onChange: (event) => this.choose(event) }),
        h("button", { type: "button", onClick: () => this.input.click() }, this.state.busy ? "Menyiapkan foto..." : words(value ? "chooseDifferent" : "choose")),
        value && h("button", { type: "button", className: "r-remove", onClick: () => this.props.onChange("") }, words("remove")),
        this.state.words && h("p", { className: "r-refusal", role: "alert" }, this.state.words));
    },
  });

  CMS.registerWidget("foto", Photo);
  // Pictures belong to stories: no shelf of all of them, with which one story's could be taken from it.
  CMS.registerMediaLibrary({ name: "redaksi", init: () => ({ show() {}, hide() {}, enableStandalone: () => false }) });
})();

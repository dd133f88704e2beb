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
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    const hex = [...digest.slice(0, 3)].map((one) => one.toString(16).padStart(2, "0")).join("");
    return new File([data], nameOf(file, hex), { type: "application/pdf" });
  }

  const Dokumen = createClass({
    getInitialState: () => ({ words: "", busy: false }),
    shouldComponentUpdate: () => true,
    isValid() {
      return this.state.busy ? { error: { type: "CUSTOM", message: "Berkas masih disiapkan. Tunggu sebentar, lalu simpan lagi." } } : true;
    },
    async choose({ target }) {
      const [file] = target.files;
      target.value = "";
      if (!file) return;
      this.setState({ busy: true, words: "" });
      try {
        const kept = await made(file);
        await this.props.onPersistMedia(kept, { field: this.props.field });
        this.props.onChange(kept.name);
        this.setState({ busy: false });
      } catch (flaw) {
        this.setState({ busy: false, words: SENTENCES[flaw] ?? SENTENCES.broken });
      }
    },
    render() {
      const { forID, value, classNameWrapper } = this.props;
      const label = this.state.busy ? "Menyiapkan berkas..." : value ? "Pilih PDF lain" : "Pilih PDF";
      return h("div", { className: `${classNameWrapper} r-photo` },
        value && h("p", {}, value),
        h("input", { id: forID, type: "file", accept: "application/pdf,.pdf", ref: (one) => { this.input = one; }, onChange: (event) => this.choose(event) }),
        h("button", { type: "button", onClick: () => this.input.click() }, label),
        this.state.words && h("p", { className: "r-refusal", role: "alert" }, this.state.words));
    },
  });

  CMS.registerWidget("dokumen", Dokumen);
})();

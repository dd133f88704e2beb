// A day, or a day and an hour, chosen as the device offers it. It is kept as ISO 8601 on the clock of the office, in whatever
// zone the device is, and said in words below, so that nobody takes the 5th of December for the 12th of May.
(function () {
  "use strict";

  const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/;
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const FIRST_YEAR = 2000; // those that the check takes
  const LAST_YEAR = 2098;
  const INCOMPLETE = {
    waktu: "belum lengkap. Pilih tanggal dan jamnya, atau tekan Kosongkan.",
    hari: "belum lengkap. Pilih tanggal, bulan, dan tahunnya, atau tekan Kosongkan.",
  };
  const OTHER_YEAR = `periksa tahunnya, dari ${FIRST_YEAR} sampai ${LAST_YEAR}.`;

  // Minutes that a zone's clock is ahead of UTC at a moment.
  function ahead(moment, zone) {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(moment);
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(parts.find(({ type }) => type === "timeZoneName").value) ?? [];
    return sign ? Number(`${sign}${60 * Number(hours) + Number(minutes)}`) : 0;
  }

  // What a zone's clock shows at an instant of a record; "" for what is none.
  function onClock(instant, zone) {
    const moment = INSTANT.test(instant) ? Date.parse(instant) : NaN;
    if (Number.isNaN(moment)) return "";
    const shown = new Date(moment + 60000 * ahead(moment, zone)).toISOString();
    return shown.slice(0, shown.slice(17, 19) === "00" ? 16 : 19);
  }

  // The instant at which a zone's clock shows something, as records write it.
  function instantOf(shown, zone) {
    const asUtc = Date.parse(`${shown}Z`);
    const minutes = ahead(asUtc - 60000 * ahead(asUtc, zone), zone);
    const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((one) => String(one).padStart(2, "0"));
    return `${shown}${minutes < 0 ? "-" : "+"}${hour}:${minute}`;
  }

  const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const CLOCK = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };

  function inWords(value, kind, zone) {
    if (kind === "waktu") return new Intl.DateTimeFormat("id", { ...LONG, ...CLOCK, timeZone: zone }).format(Date.parse(value));
    return new Intl.DateTimeFormat("id", { ...LONG, timeZone: "UTC" }).format(Date.parse(`${value}T00:00Z`));
  }

  function register(kind, { type, first, last, shownOf, keptOf }) {
    const When = createClass({
      zone() {
        return this.props.field.get("zone");
      },
      isValid() {
        const { badInput, rangeUnderflow, rangeOverflow } = this.input.validity;
        const message = badInput ? INCOMPLETE[kind] : rangeUnderflow || rangeOverflow ? OTHER_YEAR : "";
        return message ? { error: { type: "CUSTOM", message: `${this.props.field.get("label")}: ${message}` } } : true;
      },
      clear() {
        this.input.value = ""; // what is chosen by half is no value that React knows of
        this.props.onChange("");
        this.input.focus();
      },
      render() {
        const { forID, value, onChange, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
        const shown = shownOf(String(value ?? ""), this.zone());
        const words = shown ? inWords(value, kind, this.zone()) : value ? `Di berkas tertulis “${value}”, yang bukan waktu. Pilih lagi.` : "";
        return h("div", { className: `${classNameWrapper} r-when${value ? "" : " r-empty"}` },
          h("input", { id: forID, type, value: shown, min: first, max: last, ref: (one) => { this.input = one; },
            onFocus: setActiveStyle, onBlur: setInactiveStyle,
            onChange: ({ target }) => onChange(target.value && keptOf(target.value, this.zone())) }),
          h("button", { type: "button", onClick: () => this.clear() }, "Kosongkan"),
          h("output", { htmlFor: forID }, words));
      },
    });
    CMS.registerWidget(kind, When);
  }

  window.redaksiWhen = { onClock, instantOf, inWords };
  if (!window.CMS) return;
  register("waktu", {
    type: "datetime-local", first: `${FIRST_YEAR}-01-01T00:00`, last: `${LAST_YEAR}-12-31T23:59`, shownOf: onClock, keptOf: instantOf,
  });
  register("hari", {
    type: "date", first: `${FIRST_YEAR}-01-01`, last: `${LAST_YEAR}-12-31`,
    shownOf: (value) => (DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : ""), keptOf: (value) => value,
  });
})();

// A notice whose end has come since the site was made is not shown. Runs where it stands, so nothing is painted yet and nothing moves.
for (const notice of document.querySelectorAll("[data-emergency] [data-until]")) {
  if (Date.parse(notice.dataset.until) <= Date.now()) notice.remove();
}
const emergency = document.querySelector("[data-emergency]");
if (emergency && !emergency.querySelector("[data-until]")) emergency.remove();

"use strict";
// Without this script the page is complete; it lights up the whole of a passage and opens what is folded.
(() => {
  const lit = [];
  let came = null;

  function darken() {
    while (lit.length) lit.pop().classList.remove("lit");
  }

  function unfold(element) {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  }

  // w2.120.180: report 2, code points 120 to 180
  function pieces(id) {
    const found = /^w(\d+)\.(\d+)\.(\d+)$/.exec(id);
    const report = found && document.getElementById("D" + found[1]);
    if (!report) return [];
    return [...report.querySelectorAll(".m")].filter((piece) => +piece.dataset.o >= +found[2] && +piece.dataset.o < +found[3]);
  }

  function follow() {
    darken();
    const id = decodeURIComponent(location.hash.slice(1));
    const target = document.getElementById(id);
    if (!target) return;
    unfold(target);
    for (const piece of pieces(id)) {
      piece.classList.add("lit");
      lit.push(piece);
    }
    target.scrollIntoView({ block: id.startsWith("w") ? "center" : "start" });
    if (came) came.classList.add("came");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link) return;
    if (came) came.classList.remove("came");
    came = link;
  });
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") darken();
  });
  if (location.hash) follow();
})();

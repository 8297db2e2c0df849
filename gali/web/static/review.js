// Keys for Tinjau. Everything works without this file, by the same buttons and links.
"use strict";

(() => {
  const cases = [...document.querySelectorAll("[data-case]")];
  const help = document.getElementById("tombol");
  const box = document.getElementById("pakai-tombol");
  const STORED = "gali-tombol";
  let at = Math.min(Math.max(Number(location.hash.replace("#k", "")) - 1, 0) || 0, cases.length - 1);

  const areKeysUsed = () => !box || box.checked;

  function choose(index, scroll) {
    if (!cases.length) return;
    cases[at]?.classList.remove("chosen");
    at = Math.min(Math.max(index, 0), cases.length - 1);
    cases[at].classList.add("chosen");
    if (scroll) {
      cases[at].focus({ preventScroll: true });
      cases[at].scrollIntoView({ block: "nearest" });
    }
  }

  function press(key) {
    const within = cases[at]?.querySelector(`[data-key="${key}"]`);
    (within || document.querySelector(`.last [data-key="${key}"]`))?.click();
  }

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping || !areKeysUsed()) return;
    if (event.key === "j") choose(at + 1, true);
    else if (event.key === "k") choose(at - 1, true);
    else if (event.key === "?" && help) help.focus();
    else if ("txpu".includes(event.key)) press(event.key);
    else return;
    event.preventDefault();
  });

  cases.forEach((one, index) => one.addEventListener("focusin", () => choose(index, false)));
  // Two clicks are one decision.
  document.querySelectorAll("form[method=post]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  if (box) {
    box.checked = localStorage.getItem(STORED) !== "no";
    box.addEventListener("change", () => localStorage.setItem(STORED, box.checked ? "yes" : "no"));
  }
  choose(at, location.hash.startsWith("#k"));
})();

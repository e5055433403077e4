// What the pages gain with JavaScript; each of them works without this file.
(() => {
  "use strict";
  const un = (selecteur) => document.querySelector(selecteur);

  // An error summary takes the focus: its links lead to the boxes.
  const bilan = un("[data-focus]");
  if (bilan) bilan.focus();

  // Boxes that no longer mean anything in this contract go, those that mean something again come back.
  const masquer = () => {
    const masques = un("#masques");
    if (!masques || masques.dataset.ids === undefined) return;
    const ids = new Set(masques.dataset.ids.split(" ").filter(Boolean));
    document.querySelectorAll("#formulaire .champ").forEach((bloc) => {
      const cache = ids.has(bloc.id.replace(/-bloc$/, ""));
      if (!bloc.contains(document.activeElement)) {
        bloc.hidden = cache;
        bloc.toggleAttribute("data-sans-objet", cache);
      }
    });
    document.querySelectorAll("#formulaire .section").forEach((section) => {
      section.toggleAttribute("data-vide", !section.querySelector(".champ:not([hidden])"));
    });
    const note = un("#caches");
    if (note) {
      note.textContent = masques.dataset.texte;
      note.hidden = ids.size === 0;
    }
  };
  document.addEventListener("htmx:after:settle", masquer);
  document.addEventListener("htmx:after:swap", masquer);

  // Nothing typed is left behind: a page that is left sends what is still waiting.
  const formulaire = un("#formulaire");
  let attente = false;
  if (formulaire) {
    formulaire.addEventListener("input", () => {
      attente = true;
      const enregistre = un("#enregistre");
      if (enregistre) enregistre.textContent = "Enregistrement…";
    });
    formulaire.addEventListener("submit", () => { attente = false; });
    document.addEventListener("htmx:after:swap", () => { attente = false; });
    window.addEventListener("pagehide", () => {
      if (attente) fetch(formulaire.action, { method: "POST", body: new URLSearchParams(new FormData(formulaire)), headers: { "HX-Request": "true" }, keepalive: true });
    });
  }

  // A file dropped on the page is sent as if it had been chosen.
  const depot = un("[data-depot]");
  if (depot) {
    const fichier = depot.querySelector("input[type=file]");
    depot.querySelectorAll("[data-avec-script]").forEach((e) => { e.hidden = false; });
    ["dragenter", "dragover"].forEach((type) => depot.addEventListener(type, (e) => { e.preventDefault(); depot.classList.add("survol"); }));
    ["dragleave", "drop"].forEach((type) => depot.addEventListener(type, () => depot.classList.remove("survol")));
    depot.addEventListener("drop", (e) => {
      e.preventDefault();
      if (e.dataTransfer && e.dataTransfer.files.length === 1) {
        fichier.files = e.dataTransfer.files;
        fichier.form.requestSubmit();
      }
    });
  }

  document.querySelectorAll("[data-copier]").forEach((bouton) => {
    bouton.hidden = !navigator.clipboard;
    bouton.addEventListener("click", () => {
      navigator.clipboard.writeText(document.getElementById(bouton.dataset.copier).value).then(() => { bouton.textContent = "Copié"; });
    });
  });
})();

// A table wider than the screen can be scrolled with the keyboard; one that fits adds no stop to the tabulation.
(() => {
  "use strict";
  const regler = () => {
    document.querySelectorAll(".tableau, .graphique, .texte-clause, .fiche pre").forEach((zone) => {
      const deborde = zone.scrollWidth > zone.clientWidth + 1 || zone.scrollHeight > zone.clientHeight + 1;
      if (deborde && !zone.hasAttribute("tabindex")) {
        zone.tabIndex = 0;
        // A figure has a role of its own, and its caption.
        if (zone.tagName !== "FIGURE") {
          zone.setAttribute("role", "group");
          zone.setAttribute("aria-label", "Zone à faire défiler");
        }
        zone.dataset.defile = "";
      } else if (!deborde && zone.dataset.defile !== undefined) {
        ["tabindex", "role", "aria-label", "data-defile"].forEach((nom) => zone.removeAttribute(nom));
      }
    });
  };
  regler();
  addEventListener("resize", regler);
  document.addEventListener("toggle", regler, true);
  document.addEventListener("htmx:after:settle", regler);
  document.addEventListener("htmx:after:swap", regler);
})();

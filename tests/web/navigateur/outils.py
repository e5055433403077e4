"""axe-core in French, widths, focus: what the tests of screens ask of a page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

AXE = Path(__file__).parents[1] / "axe"


@cache
def _axe() -> str:
    locale = (AXE / "fr.json").read_text(encoding="utf-8")
    return f"{(AXE / 'axe.min.js').read_text(encoding='utf-8')}\n;axe.configure({{locale: {locale}}});"


def violations(page) -> list[str]:
    """Every violation of axe on the page (WCAG 2.2 AA and good practices), in French, with the elements at fault."""
    # The driver's own evaluation is not subject to the content policy of the page.
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_axe())
    resultat = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']} : {v['help']} — "
        + " ; ".join(f"{json.dumps(n['target'])} {n['failureSummary']}" for n in v["nodes"][:3])
        for v in resultat["violations"]
    ]


def deborde(page) -> list[str]:
    """What is wider than the window (a scroll in both directions): empty when nothing is."""
    return page.evaluate(
        """() => {
          const large = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= large && document.body.scrollWidth <= large) return [];
          const defile = (e) => { for (let p = e.parentElement; p; p = p.parentElement) {
            const s = getComputedStyle(p); if (/(auto|scroll|hidden)/.test(s.overflowX)) return true; } return false; };
          return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > large + 1 && !defile(e))
            .slice(0, 5).map((e) => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right) + ' > ' + large);
        }"""
    ) or (
        []
        if page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        else ["document"]
    )


def focus_visible(page) -> bool:
    """The element that has the keyboard shows it: outline, or a border or shadow that it has not otherwise."""
    return page.evaluate(
        """() => {
          const e = document.activeElement; if (!e || e === document.body) return false;
          const lire = () => { const s = getComputedStyle(e); return [s.outlineStyle + s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join('|'); };
          const s = getComputedStyle(e);
          if (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1.5) return true;
          const avec = lire(); e.blur(); const sans = lire(); e.focus({preventScroll: true}); return avec !== sans;
        }"""
    )

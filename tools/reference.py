"""Write the reference page of the contract file from its model: `python tools/reference.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from clausegen.marche import Marche, section_de
from clausegen.values import Choix, Duree

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "fichier-de-marche.md"


def _choices(annotation: Any) -> tuple[str, ...]:
    if isinstance(annotation, type) and issubclass(annotation, Choix):
        return tuple(annotation.valeurs)
    for argument in get_args(annotation):
        found = _choices(argument)
        if found:
            return found
    return ()


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_written(v) for v in value) + "]"
    return str(value)


def _default(info: Any) -> str:
    if info.is_required():
        return "à donner"
    if "À défaut" in (info.description or ""):
        return "voir l’aide"
    value = info.get_default(call_default_factory=True)
    if value is None or value == () or value == {}:
        return ""
    if section_de(type(value)) is not None:
        return "" if value else "aucun"
    if isinstance(value, Duree):
        return str(value)
    if type(value).__name__ == "Taux":
        return f"{(value * 100).normalize():f} %".replace(".", ",")
    return _written(value)


def _row(name: str, info: Any) -> str:
    help_ = info.description if info.description and info.description != info.title else ""
    cells = [f"`{name}`", info.title or name, help_, _default(info)]
    choices = _choices(info.annotation)
    cells.append(" · ".join(f"`{c}`" for c in choices) or " ; ".join(f"`{_written(e)}`" for e in (info.examples or ())[:2]))
    return "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in cells) + " |"


def page() -> str:
    """The whole page."""
    lines = [
        "# Le fichier de marché",
        "",
        "<!-- Page écrite par tools/reference.py à partir du modèle : ne pas la modifier à la main. -->",
        "",
        "Chaque rubrique s’écrit `nom: valeur`. Une rubrique laissée de côté prend sa valeur par défaut ; une section écrite",
        "`aucun` ou `non` est retirée. Montants hors taxes (`180 000 €`), taux avec leur signe (`5 %`), durées (`12 mois`,",
        "`10 jours ouvrés`), dates (`2026-12-01` ou `01/12/2026`), réponses `oui` ou `non`. Un lot reprend ce qui est écrit",
        "au niveau du marché et ne dit que ce qui diffère.",
        "",
    ]
    seen: set[type] = set()

    def section(title: str, path: str, model: Any) -> None:
        if model in seen:
            return
        seen.add(model)
        heading = f"`{path}` — {title}" if path else title
        lines.extend([f"## {heading}", "", "| Rubrique | Titre | Aide | Par défaut | Valeurs ou exemples |", "|---|---|---|---|---|"])
        lines.extend(_row(name, info) for name, info in model.model_fields.items())
        lines.append("")
        for name, info in model.model_fields.items():
            child = section_de(info.annotation)
            if child is not None:
                section(info.title or name, f"{path}.{name}" if path else name, child)

    section("Marché", "", Marche)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")

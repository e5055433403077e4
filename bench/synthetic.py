"""A library of any size: clauses with paragraphs, lists, tables, values and conditions, about as long as real ones."""

import shutil
from pathlib import Path

from clausegen.library import load_library, shipped_library

_HEAD = """---
id: banc-{n}
titre: Disposition {n} du banc d’essai
piece: ccap
article: article-{article}
rang: {rang}
version: "1.0"
revue_le: 2026-11-21
si: {condition}
parametres:
  delai_{n}: {{titre: Délai {n}, type: duree, defaut: {days} jours}}
---
"""
_LEAD = """{{% set nombre = marche.criteres | length %}}
{{{{ parties.titulaire | majuscule }}}} exécute la disposition n° {n} du marché {{{{ marche.reference }}}}, passé pour
{{{{ marche.objet }}}}, dans un délai de {{{{ delai_{n} }}}} à compter de la demande de {{{{ parties.acheteur }}}}. Il en rend
compte par écrit, sans que {{{{ parties.acheteur }}}} ait à le lui rappeler, et conserve les pièces jusqu’au terme du marché.

{{% if marche.montant_estime %}}
Le montant estimé est de {{{{ marche.montant_estime | ht }}}} pour **{{{{ marche.duree }}}}** ; il ne vaut pas engagement.
{{% else %}}
Le montant n’est pas estimé.
{{% endif %}}
"""
_LIST = """
{{{{ parties.titulaire | majuscule }}}} remet à cette occasion :

- un état daté, signé de son représentant, qui porte la référence {{{{ marche.reference }}}} ;
- la liste de ses intervenants, avec *leur qualification* et la durée de leur affectation ;
{{% if nombre > 1 %}}
- une note sur chacun des {{{{ nombre }}}} critères annoncés au règlement de la consultation.
{{% endif %}}
"""
_TABLE = """
| Critère | Poids | Délai |
|---|--:|---|
{{% for critere in marche.criteres %}}
| {{{{ critere.nom }}}} | {{{{ critere.poids }}}} | {{{{ delai_{n} }}}} |
{{% endfor %}}
"""


def write_library(root: Path, count: int) -> None:
    """A library of `count` clauses, five an article; four in five have a list, one in four a table."""
    shipped = shipped_library()
    for name in ("references", "baremes", "territoires", "nomenclatures"):
        shutil.copytree(shipped / name, root / name)
    (root / "pieces").mkdir()
    (root / "socle").mkdir()
    plan = ["slug: ccap", "sigle: CCAP", "titre: Cahier des clauses administratives particulières", "gabarit: ccap.docx", "articles:"]
    for article in range((count + 4) // 5):
        plan.append(f"  - {{slug: article-{article}, titre: Article {article + 1} du banc}}")
    (root / "pieces" / "ccap.yaml").write_text("\n".join(plan) + "\n", encoding="utf-8")
    for n in range(count):
        condition = ("true", '"marche.duree"', '"faits.parties"', "'marche.procedure != \"concours\"'")[n % 4]
        text = _HEAD + _LEAD + (_LIST if n % 5 else "") + (_TABLE if n % 4 == 0 else "")
        values = {"n": n, "article": n // 5, "rang": 10 + n % 5, "condition": condition, "days": 5 + n % 40}
        (root / "socle" / f"banc-{n}.md").write_text(text.format(**values), encoding="utf-8")


def synthetic_library(folder: Path, count: int):
    """The library, read."""
    root = folder / f"library-{count}" / "clause_library"
    root.mkdir(parents=True)
    write_library(root, count)
    return load_library(root)

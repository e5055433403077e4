"""What a piece was made of: its manifest, its contract, and the same piece written again by the library of today.

Library and gabarits are those of the organisation of the piece, when it has one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clausegen import __version__
from clausegen.findings import Refused
from clausegen.word import Manifest, read_manifest, untouched
from clausegen.word.relecture import Reading, read_document

if TYPE_CHECKING:
    from clausegen.generation import Production
    from clausegen.marche import Lecture
    from clausegen.verifier.sujets import SujetWord


@dataclass(frozen=True)
class Origine:
    """The piece as the library would write it. `attendu` is None when it cannot: `empechement` then says why.

    `joint`: the contract travelled in the piece; `donne`: it was given beside. `changees`: clauses whose file changed
    since. `gabarit_change`: the Word template is not the one of the piece. `intact`: no part of the file changed since it
    was written: whatever differs comes from the library.
    """

    piece: str = ""
    manifeste: Manifest | None = None
    lecture: Lecture | None = None
    production: Production | None = None
    attendu: Reading | None = None
    joint: bool = False
    donne: Lecture | None = None
    empechement: str = ""
    changees: frozenset[str] = field(default_factory=frozenset)
    bibliotheque_changee: bool = False
    gabarit_change: bool = False
    intact: bool = False


def releve(sujet: SujetWord) -> Reading:
    """The document read, once for all rules."""
    if "relevé" not in sujet.memo:
        sujet.memo["relevé"] = read_document(sujet.parts)
    found: Reading = sujet.memo["relevé"]
    return found


def origine(sujet: SujetWord) -> Origine:
    """Where the piece comes from, worked out once for all rules."""
    if "origine" not in sujet.memo:
        sujet.memo["origine"] = _origine(sujet)
    found: Origine = sujet.memo["origine"]
    return found


def _origine(sujet: SujetWord) -> Origine:
    manifest = read_manifest(sujet.octets)
    slug = manifest.piece if manifest is not None else _devinee(sujet)
    donne = _donne(sujet)
    if not slug:
        return Origine(donne=donne, empechement="le document ne porte ni manifeste ni signet de clause de clausegen")
    if slug not in sujet.bibliotheque.pieces:
        return Origine(
            slug, manifest, donne=donne, empechement=f"la pièce « {slug} » n’est pas dans cette bibliothèque"
        )
    joint = manifest is not None and bool(manifest.contract)
    lecture = _joint(manifest) if manifest is not None and joint else donne
    if lecture is None:
        return Origine(slug, manifest, empechement="le fichier de marché n’est pas joint à la pièce")
    if lecture.marche is None:
        return Origine(
            slug, manifest, lecture, joint=joint, donne=donne, empechement="le fichier de marché ne peut plus être lu"
        )
    return _ecrite(sujet, slug, manifest, lecture, joint, donne)


def _ecrite(
    sujet: SujetWord, slug: str, manifest: Manifest | None, lecture: Lecture, joint: bool, donne: Lecture | None
) -> Origine:
    from clausegen.generation import generate
    from clausegen.library import shipped_templates

    library = sujet.bibliotheque
    old = {c.id: c.digest for c in manifest.clauses} if manifest is not None else {}
    changed = frozenset(
        i for i, digest in old.items() if i not in library.clauses or library.clauses[i].digest != digest
    )
    engine = manifest is not None and (manifest.library_digest != library.digest or manifest.engine != __version__)
    try:
        gabarits = sujet.gabarits if sujet.gabarits is not None else shipped_templates()
        production = generate(lecture.marche, library, gabarits, (slug,), lecture.source, lecture.locate)
    except Refused as refused:
        reason = f"la bibliothèque ne peut plus écrire la pièce ({refused.findings[0].constat if refused.findings else 'refus'})"
        return Origine(slug, manifest, lecture, None, None, joint, donne, reason, changed, engine)
    if not production.pieces:
        return Origine(slug, manifest, lecture, production, None, joint, donne, "la bibliothèque n’écrit plus cette pièce pour ce marché",
                       changed, engine)  # fmt: skip
    data = production.pieces[0].data
    written = read_manifest(data)
    template = manifest is not None and written is not None and manifest.gabarit_digest != written.gabarit_digest
    intact = untouched(sujet.octets)
    return Origine(
        slug, manifest, lecture, production, read_document(data), joint, donne, "", changed, engine, template, intact
    )


def _joint(manifest: Manifest) -> Lecture:
    from clausegen.marche import read_marche

    return read_marche(manifest.contract_name or "marche.yaml", manifest.contract)


def _donne(sujet: SujetWord) -> Lecture | None:
    """The contract given in the same run that is that of this piece: same reference, or the only one for a piece without."""
    reference = releve(sujet).subject
    usable = [lecture for lecture in sujet.marches if lecture.marche is not None]
    same = [lecture for lecture in usable if reference and str(lecture.marche.reference or "") == reference]  # type: ignore[union-attr]
    if same:
        return same[0]
    return usable[0] if len(usable) == 1 and not reference else None


def _devinee(sujet: SujetWord) -> str:
    """The piece whose clauses bear the bookmarks of a document without manifest."""
    from clausegen.outline import bookmark

    marks = {m.name for m in releve(sujet).marks if m.name.startswith("cg_")}
    if not marks:
        return ""
    pieces = Counter(c.piece for c in sujet.bibliotheque.clauses.values() if bookmark(f"{c.piece}/{c.id}") in marks)
    return pieces.most_common(1)[0][0] if pieces else ""

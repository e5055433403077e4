"""The register of the texts that may be cited, and how each citation is printed for a CCAG and a date.

Sources of the entries: `clause_library/references/` (restated facts, each with its confidence and date of check).
Only what was verified (V1, V, V2) and is in force at the date of the consultation prints a number; anything else
prints the title of the rule and a finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clausegen.findings import Finding, Location, Niveau
from clausegen.legal.grammar import articles, avec_article, clause_sans_numero, insecables
from clausegen.legal.periods import Periode
from clausegen.legal.shape import IMPRIMABLES

AUCUN = "aucun"


class ReferenceInconnue(KeyError):
    """The register holds no such key, or no such CCAG."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Ccag:
    """One of the six CCAG: « CCAG-FCS », its full title, the text that approved it.

    `versions`: start of the present wording of the articles amended since 2021 (article → date).
    """

    code: str
    sigle: str
    titre: str
    approbation: str
    periode: Periode
    dernier_article: str
    confiance: str
    lien: str = ""
    versions: Mapping[str, dt.date] = field(default_factory=dict)

    @property
    def complet(self) -> str:
        """« cahier des clauses administratives générales applicable aux marchés publics de travaux »."""
        return f"cahier des clauses administratives générales applicable aux marchés publics {self.titre}"


@dataclass(frozen=True, slots=True)
class Cellule:
    """The article that holds a rule in one CCAG."""

    article: str
    confiance: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A rule of the CCAG (`cellules`) or a text (`article` with its `origine`, `texte` or `decision`).

    `regle` and `doute` inform those who write clauses; they are never printed in a contract.
    """

    cle: str
    titre: str
    periodes: tuple[Periode, ...]
    confiance: str
    source: str
    verifie_le: dt.date | None
    lien: str = ""
    article: str = ""
    origine: str = ""
    texte: str = ""
    decision: str = ""
    cellules: Mapping[str, Cellule] = field(default_factory=dict)
    regle: str = ""
    doute: str = ""
    location: Location = field(default_factory=Location)

    @property
    def est_ccag(self) -> bool:
        """True for a rule of the CCAG: its article depends on the CCAG of the contract."""
        return self.cle.startswith("ccag.")


@dataclass(frozen=True, slots=True)
class Public:
    """One of the publics that the CCAG name: group (structures, criteres), letter, wording for a list of a contract."""

    code: str
    groupe: str
    lettre: str
    titre: str
    libelle: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """What is printed. `printable` is false when the number could not be; `finding` then says why."""

    text: str
    printable: bool
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class References:
    """The register once read and checked; `entries` by key, `ccag` by code, `publics` by code (« s.a », « a »)."""

    entries: Mapping[str, Reference]
    ccag: Mapping[str, Ccag]
    publics: Mapping[str, Public]
    sources: Mapping[str, str]
    origines: Mapping[str, str]

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def get(self, key: str) -> Reference:
        """Entry of a key; raises `ReferenceInconnue`."""
        try:
            return self.entries[key]
        except KeyError:
            raise ReferenceInconnue(f"référence inconnue du registre : « {key} »") from None

    def ccag_name(self, code: str) -> Ccag:
        """CCAG of a code (Travaux, FCS, PI, TIC, MI, MOE); raises `ReferenceInconnue`."""
        try:
            return self.ccag[code]
        except KeyError:
            raise ReferenceInconnue(f"CCAG inconnu : « {code} »") from None

    def in_force(self, key: str, date: dt.date) -> bool:
        """True when a period of the entry holds the date (that of the consultation)."""
        return any(date in period for period in self.get(key).periodes)

    def article_number(self, key: str, ccag: str, date: dt.date) -> str | None:
        """« 16.1.5 », « L. 2112-2 »: the number alone, None when it may not be printed."""
        reference = self.get(key)
        if self._refusal(reference, ccag, date):
            return None
        return reference.cellules[ccag].article if reference.est_ccag else reference.article or None

    def cite(self, key: str, ccag: str, date: dt.date, forme: str = "le") -> Citation:
        """A citation inside a sentence. `forme`: « le » (l’article…), « de », « a », « nu » (article…).

        `ccag` is that of the contract (« aucun » when none applies); `date` that of the consultation. Raises
        `ReferenceInconnue` for an unknown key.
        """
        reference = self.get(key)
        refusal = self._refusal(reference, ccag, date)
        if refusal:
            return Citation(self._without_number(reference, ccag, forme), False, refusal)
        if reference.est_ccag:
            return Citation(articles(reference.cellules[ccag].article, self.ccag[ccag].sigle, forme), True)
        if reference.decision:
            # A decision is an appellation, printed as it stands; only « de » and « à » need a noun.
            name = avec_article(f"décision {reference.decision}", forme) if forme in ("de", "a") else reference.decision
            return Citation(insecables(name), True)
        if reference.texte:
            return Citation(insecables(avec_article(reference.texte, forme)), True)
        return Citation(articles(reference.article, reference.origine, forme), True)

    def _refusal(self, reference: Reference, ccag: str, date: dt.date) -> Finding | None:
        """Why the number may not be printed, None when it may."""
        titre = reference.titre
        confiance = reference.confiance
        if reference.est_ccag:
            if ccag == AUCUN:
                constat = f"la règle « {titre} » des CCAG est citée alors que le marché ne se réfère à aucun CCAG"
                return _finding("CG413", Niveau.BLOQUANT, constat, "écrivez la règle dans la clause", reference)
            sigle = self.ccag_name(ccag).sigle
            if ccag not in reference.cellules:
                constat = f"le {sigle} n’a pas d’article sur « {titre} »"
                return _finding("CG413", Niveau.BLOQUANT, constat, "ne citez pas cette règle pour ce CCAG", reference)
            confiance = reference.cellules[ccag].confiance
        if not any(date in period for period in reference.periodes):
            known = " ; ".join(str(period) for period in reference.periodes)
            constat = f"« {titre} » n’est pas en vigueur au {date:%d/%m/%Y} d’après le registre ({known})"
            return _finding("CG412", Niveau.A_CORRIGER, constat, "vérifiez la date de la consultation", reference)
        if confiance not in IMPRIMABLES:
            constat = f"le numéro de « {titre} » n’est pas vérifié : seul son titre est imprimé"
            return _finding("CG411", Niveau.A_CORRIGER, constat, "vérifiez-le dans le texte officiel", reference)
        return None

    def _without_number(self, reference: Reference, ccag: str, forme: str) -> str:
        if reference.est_ccag:
            known = self.ccag.get(ccag)
            origin = known.sigle if known and ccag in reference.cellules else ""
            return clause_sans_numero(reference.titre, origin, forme)
        if reference.decision:
            return clause_sans_numero(reference.titre, "", forme, mot="décision de justice")
        return clause_sans_numero(reference.titre, reference.origine, forme, mot="disposition")


def _finding(code: str, niveau: Niveau, constat: str, remede: str, reference: Reference) -> Finding:
    return Finding(code, niveau, f"{constat} (clé « {reference.cle} »)", remede, reference.location)

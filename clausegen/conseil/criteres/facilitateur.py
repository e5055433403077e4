"""Step 7: the facilitateur needs time; the launch tells by when to call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from clausegen.conseil.dossier import Dossier
from clausegen.conseil.raisons import Apport, Effet, Raison
from clausegen.ecriture import date_longue


def au_plus_tard(lancement: dt.date, mois: int) -> dt.date:
    """The day so many months earlier (the last of the month when it is shorter)."""
    rang = lancement.year * 12 + lancement.month - 1 - mois
    annee, mois_ = divmod(rang, 12)
    fin = (dt.date(annee + (mois_ == 11), (mois_ + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(annee, mois_ + 1, min(lancement.day, fin))


def examiner(dossier: Dossier) -> Iterator[Apport]:
    """Remarks on the clause: never a reason to exclude it, often one to move the launch."""
    amont, reponse = dossier.outils.valeur("facilitateur_amont"), dossier.outils.valeur("facilitateur_reponse")
    if amont is None or reponse is None:
        return
    source, confirmer = dossier.outils.de(amont)
    lancement = dossier.achat.date_lancement
    if dossier.achat.facilitateur is False:
        yield Apport(
            "clause",
            Effet.REMARQUE,
            Raison(
                "aucun facilitateur n’est nommé : sans lui, un référent de l’acheteur doit tenir ce rôle",
                dossier.outils.source("pratique"),
            ),
        )
    if lancement is None:
        yield Apport(
            "clause",
            Effet.REMARQUE,
            Raison(
                f"prévenez le facilitateur {amont.valeur} avant le lancement (sa réponse demande {reponse.valeur})",
                source,
                confirmer,
            ),
        )
        return
    limite = au_plus_tard(lancement, amont.valeur.mois)
    jour = dossier.outils.jour
    if lancement <= jour:
        return
    if jour > limite:
        texte = f"lancement le {date_longue(lancement)} : le facilitateur aurait dû être prévenu le {date_longue(limite)} au plus tard ; appelez-le aujourd’hui (sa réponse demande {reponse.valeur}), ou décalez"
    else:
        texte = f"lancement le {date_longue(lancement)} : prévenez le facilitateur avant le {date_longue(limite)} ({amont.valeur} avant)"
    yield Apport("clause", Effet.REMARQUE, Raison(texte, source, confirmer))

"""Facts on the procedure and its judge."""

from __future__ import annotations

from dataclasses import replace

from clausegen.facts.registre import ENTIER, OBJET, Dit, VueMarche, fait
from clausegen.legal import BaremeInconnu, Departement


@fait("faits.tribunal", "tribunal compétent", OBJET, lit=("lieu.departement", "acheteur.tribunal"), sources=("cja.R312-11",))
def tribunal(vue: VueMarche) -> Dit:
    """Administrative court of the place of performance, with its legal time; the name given by the buyer prevails.

    An object (see `clausegen.legal.Departement`: tribunal, ville, fuseau, heure), or None when the place is unknown.
    """
    donne, code = vue.marche.acheteur.tribunal, vue.marche.lieu.departement
    try:
        departement = vue.baremes.tribunal(code) if code else None
    except BaremeInconnu:
        departement = None
    if donne:
        origine = departement or Departement(code or "", "", donne, "", "Europe/Paris", "heure de Paris")
        return Dit(replace(origine, tribunal=donne), f"{donne}, donné par l’acheteur")
    if departement is None:
        return Dit(None, "le département d’exécution n’est pas connu")
    return Dit(departement, f"{departement.tribunal} (département {departement.code}, {departement.nom})")


@fait("faits.delai_suspension_signature", "délai de suspension de la signature, en jours", ENTIER, lit=("procedure",),
      sources=("ccp.R2182-1",))  # fmt: skip
def delai_suspension_signature(vue: VueMarche) -> Dit:
    """Days between the rejection letters, sent electronically, and the signature; 0 outside formal procedures."""
    if not vue.faits.procedure_formalisee:
        return Dit(0, "aucun délai imposé hors procédure formalisée")
    delai = vue.bareme("suspension_signature", envoi="electronique")
    return Dit(int(delai.jours), f"{delai}, notification électronique")

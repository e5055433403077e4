"""What is bought, as the proposed environmental conditions see it: spare parts make no sense for a detergent."""

from __future__ import annotations

from clausegen.facts.registre import CHOIX, Dit, VueMarche, fait
from clausegen.legal import date_application

AUTRE = "autre"
TABLE = "environnement_cpv"


@fait("faits.achat_environnement", "achat, pour les conditions environnementales proposées", CHOIX,
      lit=("cpv.principal", "nature", "lots[].cpv.principal"), valeurs=("équipements", "entretien", "locaux", AUTRE))  # fmt: skip
def achat_environnement(vue: VueMarche) -> Dit:
    """Kind of purchase by the main CPV code, the same for every lot; « autre » keeps the conditions common to all.

    Industrial contracts (MI) buy equipment made to order, whatever their code. Source: table `environnement_cpv`.
    """
    if vue.marche.nature == "mi":
        return Dit("équipements", "marché industriel")
    jour = max(vue.date, date_application(vue.baremes, "ccag_2021"))
    codes = [lot.cpv.principal for lot in vue.lots]
    trouves = [vue.baremes.du_cpv(TABLE, jour, code) for code in codes]
    achats = {str(t.valeur) if t else AUTRE for t in trouves}
    if len(achats) != 1:
        return Dit(AUTRE, "les lots n’achètent pas la même chose")
    achat = achats.pop()
    return Dit(achat, f"{achat}, d’après le code CPV {codes[0]}" if codes[0] else "le code CPV n’est pas renseigné")

"""Reading of gabarits and integrity of Word packages (CG3xx)."""

from __future__ import annotations

from clausegen.verifier.fiche import A_CORRIGER, BLOQUANT, Fiche

# fmt: off
FICHES = (
    Fiche("CG300", BLOQUANT, "Le gabarit existe et se lit",
          "Le fichier nommé existe et peut être lu.",
          "Un gabarit fautif abîmerait toutes les pièces : il est refusé avant d’en écrire une.",
          "Un chemin mal écrit.",
          "Le chemin du gabarit."),
    Fiche("CG330", A_CORRIGER, "Les numéros de page du sommaire sont calculés",
          "LibreOffice est présent et a pu compter les pages.",
          "Sans lui, le sommaire s’imprime sans numéros de page.",
          "`--pages` sur un poste sans LibreOffice.",
          "LibreOffice installé, ou l’option retirée."),
    Fiche("CG380", BLOQUANT, "Le document est une archive saine",
          "Une seule fois chaque élément, aucun illisible.",
          "Word refuse d’ouvrir, ou répare en perdant du texte, un document dont les parties ne se répondent pas.",
          "Un élément en double.",
          "Le document produit de nouveau."),
    Fiche("CG381", BLOQUANT, "Chaque partie est un XML lisible",
          "Chaque partie XML se lit.",
          "Word refuse d’ouvrir, ou répare en perdant du texte, un document dont les parties ne se répondent pas.",
          "Une partie coupée.",
          "Le document produit de nouveau."),
    Fiche("CG382", BLOQUANT, "Identifiants et parties se répondent",
          "Styles, listes et parties annoncées existent, une fois.",
          "Word refuse d’ouvrir, ou répare en perdant du texte, un document dont les parties ne se répondent pas.",
          "Deux styles du même identifiant.",
          "Un identifiant par style."),
    Fiche("CG383", BLOQUANT, "Signets et champs sont ouverts et fermés",
          "Chaque signet a un début, une fin et un nom à lui ; chaque champ est complet.",
          "Word refuse d’ouvrir, ou répare en perdant du texte, un document dont les parties ne se répondent pas.",
          "Un signet sans fin.",
          "Le signet refait dans Word."),
    Fiche("CG384", BLOQUANT, "Ce qui est cité existe",
          "Relations, styles, listes, notes, commentaires et renvois visent quelque chose.",
          "Word refuse d’ouvrir, ou répare en perdant du texte, un document dont les parties ne se répondent pas.",
          "Un renvoi vers un signet supprimé.",
          "Le renvoi refait."),
    Fiche("CG385", BLOQUANT, "Paragraphes et cellules sont complets",
          "Chaque cellule finit par un paragraphe ; aucun texte hors d’un paragraphe.",
          "Word refuse d’ouvrir, ou répare en perdant du texte, un document dont les parties ne se répondent pas.",
          "Une cellule vide de tout paragraphe.",
          "Un paragraphe dans la cellule."),
)

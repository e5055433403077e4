"""Folder of an organisation: its file, its layers, its clauses, its charter (CG234 to CG239, CG270 to CG275)."""

from __future__ import annotations

from clausegen.verifier.fiche import A_CORRIGER, BLOQUANT, CONSEIL, Fiche

FICHES = (
    Fiche("CG234", A_CORRIGER, "Le texte de base d’une clause adaptée n’a pas changé",
          "L’empreinte notée par « adaptee_de » est celle du texte de base d’aujourd’hui ; sinon, ce qui a changé est montré.",
          "Une clause adaptée ne reçoit pas les corrections du texte de base : quelqu’un doit relire les deux.",
          "Une adaptation laissée telle quelle après un changement du droit.",
          "`clausegen clauses comparer ID`, la correction reprise, puis `clausegen clauses adapter ID --relue`."),  # fmt: skip
    Fiche("CG235", CONSEIL, "Une clause qui remplace dit de quelle version elle part",
          "Le fichier a une ligne « adaptee_de ».",
          "Sans elle, un changement du texte de base passe inaperçu.",
          "Un fichier copié à la main.",
          "`clausegen clauses adapter ID --relue`"),  # fmt: skip
    Fiche("CG236", A_CORRIGER, "Une clause adaptée a encore un texte de base",
          "La clause nommée par le fichier existe dans la bibliothèque, ou dans la base de l’organisation.",
          "La bibliothèque l’a retirée ou renommée : la garder telle quelle peut faire double emploi.",
          "Une adaptation de `ancienne-clause`, disparue.",
          "Le fichier supprimé, ou gardé comme clause propre sans « adaptee_de »."),  # fmt: skip
    Fiche("CG237", BLOQUANT, "Une clause retirée existe",
          "Chaque clause de « clauses.retirer » existe, et n’est pas aussi écrite dans « clauses ».",
          "Un identifiant mal écrit laisserait la clause dans les pièces.",
          "`{id: prime, motif: …}`",
          "`{id: primes, motif: …}`"),  # fmt: skip
    Fiche("CG238", CONSEIL, "Une clause retirée n’est exigée par aucune autre",
          "Aucune clause gardée ne déclare exiger celle que l’organisation retire.",
          "Un marché qui garde la seconde sera bloqué (CG250).",
          "Retirer `ccap-insertion-principe` seule.",
          "Retirer aussi celles qui l’exigent, ou les adapter."),  # fmt: skip
    Fiche("CG239", BLOQUANT, "Une clause nouvelle a de quoi être écrite",
          "Titre, identifiant libre, pièce, article, condition et fondements se lisent.",
          "Le fichier écrit serait refusé par toutes les commandes.",
          "`--article penalite`",
          "`--article penalites`"),  # fmt: skip
    Fiche("CG270", BLOQUANT, "Le fichier de l’organisation se lit",
          "Chaque rubrique est connue et de la bonne forme ; le SIRET est juste.",
          "Une rubrique ignorée donnerait en silence une autre valeur que celle voulue.",
          "`facilitateur:`, SIRET à treize chiffres",
          "`facilitateurs:`, quatorze chiffres entre guillemets"),  # fmt: skip
    Fiche("CG271", BLOQUANT, "Les valeurs par défaut sont des rubriques du fichier de marché",
          "Chaque nom sous « defauts » existe dans le fichier de marché et peut valoir pour plusieurs marchés.",
          "Un nom inconnu ne remplirait rien ; une date ou un objet par défaut seraient faux partout.",
          "`defauts: {insertion: {penalite: …}}`",
          "`defauts: {insertion: {penalites: …}}`"),  # fmt: skip
    Fiche("CG272", BLOQUANT, "Les paramètres réglés existent",
          "Chaque paramètre est celui d’une clause, et sa valeur se lit.",
          "Un paramètre inconnu ne changerait rien.",
          "`parametres: {reception_delai: …}`",
          "`parametres: {reception_delai_opr: 15 jours}`"),  # fmt: skip
    Fiche("CG273", BLOQUANT, "L’organisation et ses bases se trouvent",
          "Le dossier nommé contient « organisation.yaml » ; aucune organisation n’est sa propre base.",
          "Les valeurs et les clauses ne peuvent être superposées que dans un ordre.",
          "Deux organisations qui se donnent l’une l’autre pour base.",
          "Une seule ligne « base »."),  # fmt: skip
    Fiche("CG274", BLOQUANT, "La charte peut être appliquée",
          "Le logo est une image PNG ou JPEG entière ; couleurs et polices sont écrites comme il faut.",
          "Une image abîmée s’affiche comme une croix rouge dans toutes les pièces.",
          "`logo: logo.svg`, `titres: bleu roi`",
          "`logo: logo.png`, `titres: \"1F3A68\"`"),  # fmt: skip
    Fiche("CG275", A_CORRIGER, "Les couleurs de la charte se lisent",
          "Le contraste entre le texte et son fond est d’au moins 4,5 pour 1.",
          "Une partie des lecteurs ne distingue pas un texte trop pâle.",
          "Des titres en jaune sur blanc.",
          "Une couleur plus foncée.",
          references="WCAG 2.1, critère 1.4.3 ; RGAA 4.1, critère 3.2."),  # fmt: skip
)

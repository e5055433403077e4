"""Review documents read back from Word (CG28x)."""

from __future__ import annotations

from clausegen.verifier.fiche import A_CORRIGER, BLOQUANT, Fiche

# fmt: off
FICHES = (
    Fiche("CG280", BLOQUANT, "Le document de relecture se lit",
          "Le fichier s’ouvre, contient des clauses écrites par « clauses vers-word », chacune une fois, avec son titre et son texte.",
          "Ce qui manque ne peut pas être deviné : rien n’est écrit.",
          "Un document sans tableau de clause ; une clause collée deux fois.",
          "Un document neuf, ou « --brouillon » pour un texte ordinaire."),
    Fiche("CG281", BLOQUANT, "Les champs du texte relu sont entiers",
          "Chaque champ « ‹…› » est l’un de ceux de la clause ; chaque passage ouvert est fermé ; les tableaux gardent leurs colonnes.",
          "Un champ abîmé n’aurait plus de sens pour le programme.",
          "« ‹du titulaire » sans sa fin ; « ‹si …› » sans « ‹fin› ».",
          "Le champ rétabli (Ctrl+Z), recopié, ou supprimé en entier."),
    Fiche("CG282", A_CORRIGER, "Ce qui est changé dans Word peut l’être",
          "La condition, les fondements, les exemples et les relations entre clauses se changent dans le fichier de la clause ; une valeur par défaut est de son type.",
          "Une condition écrite en français ne se recalcule pas ; elle est rapportée telle qu’elle est écrite.",
          "« S’applique si » modifié dans le document.",
          "Le changement reporté dans le fichier, ou écrit dans « Remarques du relecteur »."),
    Fiche("CG283", A_CORRIGER, "Le fichier d’une clause relue n’a pas changé entre-temps",
          "Le fichier de l’organisation est celui qui a servi à écrire le document.",
          "Deux personnes ont modifié la clause : ni l’un ni l’autre travail ne doit se perdre.",
          "Le fichier modifié pendant que le juriste corrigeait le document.",
          "Le texte relu, gardé sous « clauses/_a-relire », reporté dans le fichier."),
)

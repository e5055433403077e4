"""Rules on contracts: what is illegal, incomplete or inconsistent, each rule a file with its documentation and tests."""

from clausegen.checks.contexte import Contexte, LotExamine
from clausegen.checks.execution import run_contract_rules
from clausegen.checks.exemple import Exemple
from clausegen.checks.regles import Regle, contract_rules

__all__ = ["Contexte", "Exemple", "LotExamine", "Regle", "contract_rules", "run_contract_rules"]

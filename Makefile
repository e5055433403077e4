# Deux commandes suffisent : « make demo » et « make test ».
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test bench clean

$(VENV)/installe: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 ou plus récent est nécessaire (indiquez-le : make PYTHON=python3.12 demo)." >&2; exit 1; }
	@echo "Installation de clausegen dans $(VENV) (une seule fois)…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[web]'
	@touch $@

$(VENV)/installe-test: $(VENV)/installe
	@echo "Installation des outils de test…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[web,test]'
	@touch $@

demo: $(VENV)/installe
	@echo "Production des pièces de exemples/tma-aquareel/marche.yaml"
	@$(BIN)/clausegen produire exemples/tma-aquareel/marche.yaml -o sorties
	@echo "Ouvrez le CCAP et le RC dans Word ou LibreOffice ; les autres fichiers sont leurs annexes."

test: $(VENV)/installe-test
	$(BIN)/ruff check clausegen tests tools bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist loadgroup

bench: $(VENV)/installe-test
	$(BIN)/python bench/run.py

clean:
	rm -rf $(VENV) sorties

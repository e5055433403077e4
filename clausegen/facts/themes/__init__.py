"""The facts by theme. Importing this package registers every one of them: a new module is found by its presence."""

import importlib
import pkgutil

for _module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")

"""What a clause sees of a contract: read-only views that know their path.

A field that was left empty is a `Vide`: false in a condition, and « [À compléter : …] » when printed. Nothing but the
declared fields can be reached; any other name is undefined, hence an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any


class Vide:
    """A value that the officer has not given. False, equal to nothing, printed as a visible field."""

    __slots__ = ("path", "titre")

    def __init__(self, path: str, titre: str) -> None:
        self.path = path
        self.titre = titre

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Vide)

    def __hash__(self) -> int:
        return hash(None)

    def _false(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _false

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __contains__(self, _item: object) -> bool:
        return False

    def __str__(self) -> str:
        return f"[À compléter\u00a0: {self.titre}]"


@lru_cache(maxsize=512)
def _fields(cls: type) -> dict[str, str]:
    """Names that clauses may read on a class of the contract model, with their French titles."""
    names = {name: (info.title or name) for name, info in getattr(cls, "model_fields", {}).items()}
    for base in cls.__mro__:
        for name, member in vars(base).items():
            if isinstance(member, property) and not name.startswith(("_", "model_")):
                names.setdefault(name, name)
    return names


@lru_cache(maxsize=512)
def _is_model(cls: type) -> bool:
    return hasattr(cls, "model_fields")


def wrap(value: Any, path: str, titre: str) -> Any:
    """A view of a model object, a tuple of views, a `Vide` for None, anything else as it is."""
    if value is None:
        return Vide(path, titre)
    if _is_model(value.__class__):
        return Vue(value, path)
    if isinstance(value, (tuple, list)):
        return tuple(wrap(item, f"{path}.{i}", titre) for i, item in enumerate(value))
    return value


class Vue:
    """Read-only view of an object of the contract model; `bool()` is that of the object (a section may be off).

    The object is frozen: what was read once becomes an attribute of the view. `extra` adds names of its own.
    """

    def __init__(self, target: Any, path: str, extra: Mapping[str, Any] | None = None) -> None:
        self._object = target
        self._path = path
        self._bool: bool | None = None
        self.__dict__.update(extra or {})

    def __getattr__(self, name: str) -> Any:
        if name[:1] == "_":
            raise AttributeError(name)
        titles = _fields(self._object.__class__)
        if name not in titles:
            raise AttributeError(name)
        value = wrap(getattr(self._object, name), f"{self._path}.{name}" if self._path else name, titles[name])
        self.__dict__[name] = value
        return value

    def __bool__(self) -> bool:
        if self._bool is None:
            self._bool = bool(self._object)
        return self._bool

    def __eq__(self, other: object) -> bool:
        return bool(self._object == (other._object if isinstance(other, Vue) else other))

    def __hash__(self) -> int:
        return id(self._object)

    def __str__(self) -> str:
        return str(self._object)


class Valeurs:
    """Attribute access to values computed on demand (`lot.parametres.nom`)."""

    __slots__ = ("_get", "_names")

    def __init__(self, names: Mapping[str, Any], get: Callable[[str], Any]) -> None:
        self._names = names
        self._get = get

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._names:
            raise AttributeError(name)
        return self._get(name)

"""Have mypy know what `speech.days` is: the English module, whose sentences all languages have.

By itself mypy takes a module that is an attribute of an object for any module at all.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mypy.plugin import Plugin
from mypy.types import AnyType, Instance, TypeOfAny, get_proper_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy.plugin import AttributeContext
    from mypy.types import Type

_SPEECH = "contactkeeper.text.speech.Speech."
_MODULE = "types.ModuleType."
_ENGLISH = "contactkeeper.text.en."


class Sentences(Plugin):
    """Gives the modules of a `Speech` the types of the English ones."""

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """Answer for the attributes of a speech, and for those of its modules."""
        if fullname.startswith(_SPEECH):
            return partial(_module_of, fullname.removeprefix(_SPEECH))
        if fullname.startswith(_MODULE):
            return partial(_sentence_of, fullname.removeprefix(_MODULE))
        return None


def _module_of(name: str, context: AttributeContext) -> Type:
    """Return the type of the English module, where the attribute is one."""
    module = context.api.modules.get(f"{_ENGLISH}{name}")  # type: ignore[attr-defined]
    if module is None:
        return context.default_attr_type
    found: Type = context.api.expr_checker.module_type(module)  # type: ignore[attr-defined]
    return found


def _sentence_of(name: str, context: AttributeContext) -> Type:
    """Return the type of what a module has under a name; report what it does not have."""
    module = get_proper_type(context.type)
    if not isinstance(module, Instance) or not module.extra_attrs:
        return context.default_attr_type
    if name in module.extra_attrs.attrs:
        return module.extra_attrs.attrs[name]
    context.api.fail(f'"{module.extra_attrs.mod_name}" has no "{name}"', context.context)
    return AnyType(TypeOfAny.from_error)


def plugin(_version: str) -> type[Sentences]:
    """Name the plugin to mypy."""
    return Sentences

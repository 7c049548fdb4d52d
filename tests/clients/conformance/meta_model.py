"""Checks JSON against the meta-model of LSP, as Microsoft publishes it in the package `lsprotocol`.

`lsprotocol.types` is written by a program from `metaModel.json`: each structure, property, enumeration and union is there.
Its own converter forgives much, so it is not used: whatever the model does not name is a violation.
"""

import enum
import functools
import typing

import attrs
from lsprotocol import types

METHODS = types.METHOD_TO_TYPES
# Properties that must be there and may be null: the model's classes do not tell them from optional ones.
NULL_BUT_THERE = {"version", "document_selector", "process_id", "root_uri"}


def check(value, annotation, path):
    """The violations of a value that should be of a type, as pairs of a path and a sentence."""
    if annotation in (typing.Any, types.LSPAny, types.LSPObject, object):
        return []
    origin = typing.get_origin(annotation)
    if origin is typing.Union:
        return union(value, typing.get_args(annotation), path)
    if origin is typing.Literal:
        return [] if value in typing.get_args(annotation) else [(path, f"{value!r} is not {annotation}")]
    if annotation in (None, type(None)):
        return [] if value is None else [(path, "should be null")]
    if origin is tuple:
        return pair(value, typing.get_args(annotation), path)
    if isinstance(origin, type) and issubclass(origin, typing.Mapping):
        return mapping(value, typing.get_args(annotation)[1], path)
    if isinstance(origin, type) and issubclass(origin, typing.Sequence):
        return sequence(value, typing.get_args(annotation)[0], path)
    if attrs.has(annotation):
        return structure(value, annotation, path)
    if issubclass(annotation, enum.Enum):
        known = [it.value for it in annotation]
        same = any(type(value) is type(it) and value == it for it in known)
        return [] if same else [(path, f"{value!r} is no {annotation.__name__}")]
    return primitive(value, annotation, path)


def primitive(value, wanted, path):
    if wanted is bool and isinstance(value, bool):
        return []
    if wanted is str and isinstance(value, str):
        return []
    if wanted is int and isinstance(value, int) and not isinstance(value, bool):
        return [] if -(2**31) <= value < 2**31 else [(path, f"{value} does not fit into 32 bits")]
    if wanted is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return []
    return [(path, f"{shown(value)} is no {wanted.__name__}")]


def union(value, branches, path):
    """Nothing where one branch fits; else the complaints of the branch that fits best."""
    tries = [check(value, branch, path) for branch in branches]
    return min(tries, key=lambda it: (any(there == path for there, _ in it), len(it)))


def sequence(value, item, path):
    if not isinstance(value, list):
        return [(path, f"{shown(value)} is no array")]
    return [it for at, each in enumerate(value) for it in check(each, item, f"{path}[{at}]")]


def pair(value, items, path):
    if not isinstance(value, list) or len(value) != len(items):
        return [(path, f"{shown(value)} is no array of {len(items)}")]
    return [it for at, (each, item) in enumerate(zip(value, items)) for it in check(each, item, f"{path}[{at}]")]


def mapping(value, item, path):
    if not isinstance(value, dict):
        return [(path, f"{shown(value)} is no object")]
    return [it for key, each in value.items() for it in check(each, item, f"{path}.{key}")]


def structure(value, kind, path):
    if not isinstance(value, dict):
        return [(path, f"{shown(value)} is no {kind.__name__}")]
    known = properties(kind)
    found = [(f"{path}.{key}", f"{kind.__name__} has no such property") for key in value if key not in known]
    for name, (annotation, required, whole) in known.items():
        if name not in value:
            if required:
                found.append((f"{path}.{name}", f"{kind.__name__} must have it"))
            continue
        found += check(value[name], annotation, f"{path}.{name}")
        if whole == "uinteger" and isinstance(value[name], int) and value[name] < 0:
            found.append((f"{path}.{name}", f"{value[name]} is below zero"))
    return found


@functools.cache
def properties(kind):
    """What a structure holds: for each name in JSON its type, whether it must be there, and whether it is unsigned."""
    hints = typing.get_type_hints(kind, vars(types))
    return {camel(it.name): property_of(kind, it, hints[it.name]) for it in attrs.fields(kind)}


def property_of(kind, field, hint):
    literal = typing.get_origin(hint) is typing.Literal
    nullable = types.is_special_property(kind, field.name) and not literal
    required = field.default is attrs.NOTHING or literal or (nullable and field.name in NULL_BUT_THERE)
    if type(None) in typing.get_args(hint) and not nullable and typing.Any not in typing.get_args(hint):
        hint = typing.Union[tuple(it for it in typing.get_args(hint) if it is not type(None))]
    unsigned = "uinteger" if "uinteger_validator" in repr(field.validator) else None
    return hint, required, unsigned


def camel(name):
    first, *others = name.removesuffix("_").split("_")
    return first + "".join(it.title() for it in others)


def params_type(method):
    """The type of a message's parameters; None where it has none."""
    kind = METHODS[method][0]
    return typing.get_type_hints(kind, vars(types)).get("params")


def result_type(method):
    return typing.get_type_hints(METHODS[method][1], vars(types))["result"]


def shown(value):
    text = repr(value)
    return text if len(text) < 80 else text[:77] + "…"

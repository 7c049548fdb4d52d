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
    return checker(annotation)(value, path)


@functools.cache
def checker(annotation):
    """What checks values of a type."""
    if annotation in (typing.Any, types.LSPAny, types.LSPObject, object):
        return lambda value, path: []
    if annotation in (None, type(None)):
        return lambda value, path: [] if value is None else [(path, "should be null")]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Union:
        return functools.partial(union, arguments)
    if origin is typing.Literal:
        return functools.partial(one_of, arguments, str(annotation))
    if origin is tuple:
        return functools.partial(pair, arguments)
    if isinstance(origin, type) and issubclass(origin, typing.Mapping):
        return functools.partial(mapping, arguments[1])
    if isinstance(origin, type) and issubclass(origin, typing.Sequence):
        return functools.partial(sequence, arguments[0])
    if attrs.has(annotation):
        return functools.partial(structure, annotation)
    if issubclass(annotation, enum.Enum):
        return functools.partial(one_of, tuple(it.value for it in annotation), annotation.__name__)
    return functools.partial(primitive, annotation)


def one_of(known, name, value, path):
    same = any(type(value) is type(it) and value == it for it in known)
    return [] if same else [(path, f"{shown(value)} is no {name}")]


def primitive(wanted, value, path):
    if wanted is int and type(value) is int:
        return [] if -(2**31) <= value < 2**31 else [(path, f"{value} does not fit into 32 bits")]
    if type(value) is wanted or wanted is float and type(value) is int:
        return []
    return [(path, f"{shown(value)} is no {wanted.__name__}")]


def union(branches, value, path):
    """Nothing where one branch fits; else the complaints of the branch that fits best."""
    best = None
    for branch in branches:
        found = checker(branch)(value, path)
        if not found:
            return found
        rank = any(there == path for there, _ in found), len(found)
        if best is None or rank < best[0]:
            best = rank, found
    return best[1]


def sequence(item, value, path):
    if not isinstance(value, list):
        return [(path, f"{shown(value)} is no array")]
    each = checker(item)
    return [bad for at, it in enumerate(value) for bad in each(it, f"{path}[{at}]")]


def pair(items, value, path):
    if not isinstance(value, list) or len(value) != len(items):
        return [(path, f"{shown(value)} is no array of {len(items)}")]
    return [bad for at, (it, item) in enumerate(zip(value, items)) for bad in check(it, item, f"{path}[{at}]")]


def mapping(item, value, path):
    if not isinstance(value, dict):
        return [(path, f"{shown(value)} is no object")]
    return [bad for key, it in value.items() for bad in check(it, item, f"{path}.{key}")]


def structure(kind, value, path):
    if not isinstance(value, dict):
        return [(path, f"{shown(value)} is no {kind.__name__}")]
    known, required = properties(kind)
    found = [(f"{path}.{name}", f"{kind.__name__} must have it") for name in required if name not in value]
    for name, each in value.items():
        if name not in known:
            found.append((f"{path}.{name}", f"{kind.__name__} has no such property"))
            continue
        annotation, unsigned = known[name]
        found += checker(annotation)(each, f"{path}.{name}")
        if unsigned and type(each) is int and each < 0:
            found.append((f"{path}.{name}", f"{each} is below zero"))
    return found


@functools.cache
def properties(kind):
    """What a structure holds: for each name in JSON its type, and whether it is unsigned; and the names that must be there."""
    hints = typing.get_type_hints(kind, vars(types))
    found = {camel(it.name): property_of(kind, it, hints[it.name]) for it in attrs.fields(kind)}
    known = {name: (hint, unsigned) for name, (hint, unsigned, _) in found.items()}
    return known, [name for name, (*_, required) in found.items() if required]


def property_of(kind, field, hint):
    literal = typing.get_origin(hint) is typing.Literal
    nullable = types.is_special_property(kind, field.name) and not literal
    required = field.default is attrs.NOTHING or literal or (nullable and field.name in NULL_BUT_THERE)
    if type(None) in typing.get_args(hint) and not nullable and typing.Any not in typing.get_args(hint):
        hint = typing.Union[tuple(it for it in typing.get_args(hint) if it is not type(None))]
    return hint, "uinteger" in repr(field.validator), required


def camel(name):
    first, *others = name.removesuffix("_").split("_")
    return first + "".join(it.title() for it in others)


@functools.cache
def params_type(method):
    """The type of a message's parameters; None where it has none."""
    kind = METHODS[method][0]
    return typing.get_type_hints(kind, vars(types)).get("params")


@functools.cache
def result_type(method):
    return typing.get_type_hints(METHODS[method][1], vars(types))["result"]


def shown(value):
    text = repr(value)
    return text if len(text) < 80 else text[:77] + "…"

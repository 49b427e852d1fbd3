"""Reads and executes what gateways ask of a subgraph: queries with variables, aliases, fragments, @include and @skip.

An object is a dict with `__typename`; a field is a value, or a function of its arguments. A library such as Strawberry does all of
GraphQL; this is what an agency needs that may install none.
"""

import json
import re

TOKEN = re.compile(r'[\s,\ufeff]+|#[^\n]*|("""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*")|(\.\.\.|[!$&()\[\]{}:=@|])|([_A-Za-z]\w*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)')
DEEPEST = 50


class Refused(Exception):
    """The request is not one that is answered; the message says why."""


class Reader:
    def __init__(self, text):
        self.tokens, at = [], 0
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match or match.end() == at:
                raise Refused(f"Syntax Error: unexpected character at {at}.")
            if match.lastindex:
                self.tokens.append(match.group(match.lastindex))
            at = match.end()
        self.at, self.depth = 0, 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected=None):
        token = self.peek()
        if token == "" or (expected is not None and token != expected):
            raise Refused(f"Syntax Error: expected {expected or 'more'}, found {token or 'the end'}.")
        self.at += 1
        return token

    def skip(self, token):
        if self.peek() != token:
            return False
        self.at += 1
        return True

    def document(self):
        operations, fragments = [], {}
        while self.peek():
            if self.peek() == "fragment":
                self.take()
                name = self.take()
                self.take("on")
                condition = self.take()
                self.directives()
                fragments[name] = {"condition": condition, "selections": self.selections()}
            else:
                operations.append(self.operation())
        if len(operations) != 1:
            raise Refused("Send one operation in a request.")
        return operations[0], fragments

    def operation(self):
        defaults = {}
        if self.peek() != "{":
            if self.take() != "query":
                raise Refused("Only queries are answered.")
            if self.peek() not in "({@":
                self.take()
            if self.skip("("):
                while not self.skip(")"):
                    self.take("$")
                    name = self.take()
                    self.take(":")
                    self.type()
                    if self.skip("="):
                        defaults[name] = self.value()
            self.directives()
        return {"defaults": defaults, "selections": self.selections()}

    def type(self):
        if self.skip("["):
            self.type()
            self.take("]")
        else:
            self.take()
        self.skip("!")

    def selections(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(f"The operation is more than {DEEPEST} levels deep.")
        self.take("{")
        found = []
        while not self.skip("}"):
            found.append(self.fragment() if self.skip("...") else self.field())
        self.depth -= 1
        return found

    def fragment(self):
        if self.peek() in ("on", "@", "{"):
            condition = self.take() and self.take() if self.peek() == "on" else None
            return {"directives": self.directives(), "condition": condition, "selections": self.selections()}
        name = self.take()
        return {"spread": name, "directives": self.directives()}

    def field(self):
        key = name = self.take()
        if self.skip(":"):
            name = self.take()
        arguments = self.arguments()
        directives = self.directives()
        selections = self.selections() if self.peek() == "{" else None
        return {"key": key, "name": name, "arguments": arguments, "directives": directives, "selections": selections}

    def arguments(self):
        found = {}
        if self.skip("("):
            while not self.skip(")"):
                name = self.take()
                self.take(":")
                found[name] = self.value()
        return found

    def directives(self):
        found = {}
        while self.skip("@"):
            name = self.take()
            found[name] = self.arguments()
        return found

    def value(self):
        """A function of the variables."""
        token = self.take()
        if token == "$":
            name = self.take()
            return lambda variables: variables.get(name)
        if token == "[":
            parts = []
            while not self.skip("]"):
                parts.append(self.value())
            return lambda variables: [part(variables) for part in parts]
        if token == "{":
            parts = {}
            while not self.skip("}"):
                name = self.take()
                self.take(":")
                parts[name] = self.value()
            return lambda variables: {name: part(variables) for name, part in parts.items()}
        constant = {"true": True, "false": False, "null": None}.get(token, token)
        if isinstance(constant, str) and constant.startswith('"""'):
            constant = constant[3:-3]
        elif isinstance(constant, str) and (constant[0] == '"' or constant[0] in "-0123456789"):
            constant = json.loads(constant)
        return lambda variables: constant


def execute(text, variables, root):
    operation, fragments = Reader(text).document()
    known = {name: default({}) for name, default in operation["defaults"].items()}
    return answer(root, operation["selections"], {**known, **variables}, fragments, 0)


def answer(value, selections, variables, fragments, depth):
    """A value as it was asked: None, a list, an object with its selection, or itself."""
    if value is None or selections is None:
        return value
    if isinstance(value, list):
        return [answer(one, selections, variables, fragments, depth) for one in value]
    found = {}
    collect(value, selections, variables, fragments, found, depth)
    return found


def collect(value, selections, variables, fragments, found, depth):
    if depth > DEEPEST:
        raise Refused(f"The operation is more than {DEEPEST} levels deep.")
    for one in selections:
        if not is_included(one["directives"], variables):
            continue
        if "name" in one:
            result = resolve(value, one, variables, fragments, depth)
            earlier = found.get(one["key"])
            found[one["key"]] = merged(earlier, result) if one["key"] in found else result
            continue
        part = fragments.get(one["spread"]) if "spread" in one else one
        if part is None:
            raise Refused(f"There is no fragment {one['spread']}.")
        if part["condition"] in (None, value["__typename"]):
            collect(value, part["selections"], variables, fragments, found, depth + 1)


def resolve(value, field, variables, fragments, depth):
    if field["name"] not in value and value["__typename"] == "Query":
        raise Refused(f"Cannot query field \"{field['name']}\" on type \"{value['__typename']}\".")
    result = value.get(field["name"])
    if callable(result):
        result = result({name: part(variables) for name, part in field["arguments"].items()})
    return answer(result, field["selections"], variables, fragments, depth + 1)


def merged(earlier, later):
    if isinstance(earlier, dict) and isinstance(later, dict):
        return {**earlier, **{key: merged(earlier[key], one) if key in earlier else one for key, one in later.items()}}
    if isinstance(earlier, list) and isinstance(later, list):
        return [merged(one, other) for one, other in zip(earlier, later)]
    return later


def is_included(directives, variables):
    include, skip = directives.get("include"), directives.get("skip")
    return not (include and include["if"](variables) is False) and not (skip and skip["if"](variables) is True)

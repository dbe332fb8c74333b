"""
Checks that a strategy version is what its contentHash says: python3 verify_version.py < answer.json, where answer.json is
the answer to the query in doc/runtime.md. Prints the hash. Python 3.8 or newer, and nothing else.
"""

import hashlib
import json
import sys
from decimal import Decimal


def canonical_content(version):
    """The text that is hashed."""
    if version["contentSchema"] != 1:
        raise ValueError(f"the canonical content of schema {version['contentSchema']} is not known here")
    graph = version["graph"]
    streams = []
    for block in graph["dataStreams"]:
        stream = {"id": block["blockId"], "stream": block["stream"]}
        for name in ("interval", "parameters"):
            if block[name] is not None:
                stream[name] = block[name]
        streams.append(stream)
    assets = [{"id": block["blockId"], "symbols": sorted(block["symbols"], key=code_units)} for block in graph["assets"]]
    prompts = [{"id": block["blockId"], "prompt": block["prompt"]} for block in graph["tradingPrompts"]]
    connections = [{"from": one["from"], "to": one["to"]} for one in graph["connections"]]
    return canonical_json(
        {
            "graph": {
                "dataStreams": sorted(streams, key=by_id),
                "assets": sorted(assets, key=by_id),
                "tradingPrompts": sorted(prompts, key=by_id),
                "connections": sorted(connections, key=lambda one: (code_units(one["from"]), code_units(one["to"]))),
            },
            "model": version["model"]["modelId"],
            "schema": version["contentSchema"],
        }
    )


def by_id(block):
    return code_units(block["id"])


def content_hash(version):
    return hashlib.sha256(canonical_content(version).encode("utf-8")).hexdigest()


def canonical_json(value):
    """RFC 8785: members sorted, no blanks, numbers and texts as ECMAScript writes them."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: code_units(member[0]))
        return "{" + ",".join(canonical_json(name) + ":" + canonical_json(member) for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical_json, value)) + "]"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return canonical_number(float(value))
    return json.dumps(value, ensure_ascii=False)


def canonical_number(value):
    """Python finds the same shortest digits as ECMAScript, but writes 1e-07 for 1e-7, and 1e+16 for 10000000000000000."""
    if value == 0:
        return "0"  # also for -0
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + exponent  # how many digits stand before the point
    if -6 < point <= 0:
        text = "0." + "0" * -point + text
    elif 0 < point <= 21:
        text = text.ljust(point, "0") if len(text) <= point else text[:point] + "." + text[point:]
    else:
        text = text[0] + ("." + text[1:] if len(text) > 1 else "") + f"e{point - 1:+d}"
    return "-" + text if sign else text


def code_units(text):
    """To sort by UTF-16 code unit: Python itself compares code points, which orders emoji otherwise."""
    return text.encode("utf-16-be")


if __name__ == "__main__":
    strategy_version = json.load(sys.stdin.buffer)["data"]["strategyVersion"]
    found = content_hash(strategy_version)
    print(found)
    if found != strategy_version["contentHash"]:
        sys.exit("contentHash is another")

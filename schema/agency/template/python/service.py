"""template-agency: an agency of Lien thong with nothing but Python's standard library.

  python3 service.py [PORT]      serves http://localhost:4106/graphql, or at PORT

schema.graphql is yours, shared.graphql is the text that all agencies begin with, figures.csv has the figures. The file is read
again when it changes; then `extensions.dataVersion` changes too, and gateways ask anew.
"""

import csv
import hashlib
import json
import pathlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import graphql_reader

FOLDER = pathlib.Path(__file__).resolve().parent
SDL = "\n".join((FOLDER / name).read_text("utf-8") for name in ("shared.graphql", "schema.graphql"))
NAME, TYPE, UNIT_FIELD = "template-agency", "TemplateAgency", "templateAgency"
# Field, code, unit of measure: as schema.graphql declares them.
INDICATORS = {"firstIndicator": ("TA_FIRST_INDICATOR", "PS")}
LARGEST_BODY = 4 * 1024 * 1024


class Figures:
    """The figures of figures.csv, by territory, with the version of the data."""

    def __init__(self):
        self.stamp, self.version, self.by_territory, self.by_id = None, "", {}, {}

    def read(self):
        path = FOLDER / "figures.csv"
        stamp = path.stat().st_mtime_ns
        if stamp == self.stamp:
            return self
        content = path.read_bytes()
        fresh = Figures()
        fresh.stamp, fresh.version = stamp, hashlib.sha256(content).hexdigest()[:16]
        for row in csv.DictReader(content.decode("utf-8").splitlines()):
            figure = observation_of(row)
            fresh.by_territory.setdefault(row["territory"], []).append(figure)
            fresh.by_id[figure["id"]] = figure
        return fresh


def observation_of(row):
    unit_measure = next(unit for code, unit in INDICATORS.values() if code == row["indicator"])
    value = float(row["value"])
    return {
        **ABSENT,
        "id": ".".join((row["indicator"], row["unit"], row["period"])),
        "indicator": row["indicator"],
        "refArea": row["unit"],
        "value": int(value) if value.is_integer() else value,
        "decimals": len(row["value"].partition(".")[2]),
        "valueAsPrinted": row["value"],
        "qualifier": "EQ",
        "unitMeasure": unit_measure,
        "timePeriod": row["period"],
        "periodBasis": "STATED",
        "obsStatus": "NORMAL",
        "confStatus": "FREE",
        "reasonCode": None,
        "citation": {"source": "own", "publisher": row["publisher"], "title": row["title"], "__typename": "Citation"},
    }


ABSENT = {
    "__typename": "Observation",
    "recordType": "OBSERVATION",
    "value": None,
    "unitMultiplier": 0,
    "timePeriod": None,
    "obsStatus": "MISSING",
    "reasonCode": "NO_FIGURE",
    "reason": lambda arguments: None,
    "dimensions": [],
}


def absence(code, unit_measure, unit, period):
    words = {"VI": "không có số liệu cho kỳ này", "EN": "no figure for this period"}
    reason = lambda arguments: words[arguments.get("language", "VI")]
    return {**ABSENT, "indicator": code, "unitMeasure": unit_measure, "refArea": unit, "timePeriod": period, "reason": reason}


def agency_of(unit, figures):
    """What the agency answers for a unit: always an object."""
    recorded = figures.by_territory.get(unit.get("territoryCode"), [])
    answer = {"__typename": TYPE}
    for field, (code, unit_measure) in INDICATORS.items():
        own = sorted((one for one in recorded if one["indicator"] == code), key=lambda one: one["timePeriod"])

        def typed(arguments, own=own, code=code, unit_measure=unit_measure):
            period = arguments.get("period")
            found = [one for one in own if period is None or one["timePeriod"] == period]
            return found[-1] if found else absence(code, unit_measure, unit["code"], period)

        answer[field] = typed
    answer["observations"] = lambda arguments: [
        one
        for one in recorded
        if (arguments.get("indicators") is None or one["indicator"] in arguments["indicators"])
        and (arguments.get("from") is None or one["timePeriod"] >= arguments["from"])
        and (arguments.get("to") is None or one["timePeriod"] <= arguments["to"])
    ]
    answer["available"] = [
        {"__typename": "Availability", "indicator": code, "dimensions": [], "periods": [one["timePeriod"] for one in own], "count": len(own)}
        for code, own in ((code, [one for one in recorded if one["indicator"] == code]) for code, _ in INDICATORS.values())
        if own
    ]
    return answer


def root_of(figures):
    return {
        "__typename": "Query",
        "_service": {"__typename": "_Service", "sdl": SDL},
        "_entities": lambda arguments: [
            {"__typename": unit["__typename"], "code": unit["code"], UNIT_FIELD: agency_of(unit, figures)}
            for unit in arguments["representations"]
        ],
        "_observation": lambda arguments: figures.by_id.get(arguments["id"]),
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    figures = Figures()

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        if self.path != "/graphql" or length > LARGEST_BODY:
            return self.answer(404 if self.path != "/graphql" else 413, {"errors": [{"message": "POST GraphQL to /graphql."}]})
        try:
            asked = json.loads(self.rfile.read(length))
            figures = Handler.figures = Handler.figures.read()
            data = graphql_reader.execute(asked["query"], asked.get("variables") or {}, root_of(figures))
        except (graphql_reader.Refused, ValueError, KeyError, TypeError) as error:
            message = str(error) if isinstance(error, graphql_reader.Refused) else "The request is no GraphQL that can be read."
            return self.answer(400, {"errors": [{"message": message}]})
        self.answer(200, {"data": data, "extensions": {"dataVersion": figures.version}})

    def answer(self, status, body):
        content = json.dumps(body, ensure_ascii=False).encode("utf-8")
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request, address):
        if not isinstance(sys.exc_info()[1], (BrokenPipeError, ConnectionResetError)):
            super().handle_error(request, address)


if __name__ == "__main__":
    if sys.argv[1:2] in (["--help"], ["-h"]):
        sys.exit(print(__doc__))
    server = Server(("127.0.0.1", int((sys.argv[1:2] or ["4106"])[0])), Handler)
    print(f"{NAME} serves http://localhost:{server.server_address[1]}/graphql", flush=True)
    server.serve_forever()

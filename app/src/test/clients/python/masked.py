"""Reads whole tables whose values are masked and prints one JSON line for each.

Usage: masked.py TABLE ...
"""

import json
import sys

from google.cloud import bigquery

client = bigquery.Client()

for table in sys.argv[1:]:
    result = {"check": table, "ok": True, "rows": 0, "detail": ""}
    try:
        asked = [dict(row) for row in client.query_and_wait("SELECT * FROM shop." + table)]
        job = [dict(row) for row in client.query("SELECT * FROM shop." + table).result()]
        listed = [dict(row) for row in client.list_rows("demo.shop." + table)]
        if not (asked == job == listed):
            raise ValueError("the roads differ: %r %r %r" % (asked, job, listed))
        result["rows"] = len(asked)
        result["detail"] = repr(asked)
    except Exception as error:
        result["ok"] = False
        result["detail"] = repr(error)
    print(json.dumps(result), flush=True)

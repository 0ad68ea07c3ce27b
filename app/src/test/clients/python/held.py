"""Asks for several held statements at once and prints one JSON line for each.

Usage: held.py NAME:ask|job|cancel:LIMIT ...   (LIMIT is how many rows it wants)
"""

import concurrent.futures
import json
import sys

from google.cloud import bigquery

client = bigquery.Client()


def rows(mode, sql):
    if mode == "ask":
        return list(client.query_and_wait(sql))
    job = client.query(sql)
    if mode == "cancel":
        job.cancel()
    return list(job.result())


def run(argument):
    name, mode, limit = argument.split(":")
    result = {"check": name, "ok": True, "rows": 0, "detail": ""}
    try:
        result["rows"] = len(rows(mode, "SELECT id FROM shop.customers ORDER BY id LIMIT " + limit))
    except Exception as error:
        result["ok"] = False
        result["detail"] = repr(error)
    print(json.dumps(result), flush=True)


with concurrent.futures.ThreadPoolExecutor(max_workers=len(sys.argv)) as pool:
    list(pool.map(run, sys.argv[1:]))

"""An agent on Google's Python library: runs each check and prints one JSON line for it."""

import datetime
import decimal
import json
import sys

from google.api_core import exceptions
from google.cloud import bigquery

FIVE = "SELECT id, status FROM shop.orders ORDER BY id LIMIT 5"
COUNT = "SELECT COUNT(*) AS n FROM shop.orders"
FRAME = "SELECT id, amount, order_date FROM shop.orders ORDER BY id LIMIT 5000"
ALL = "SELECT id, customer_id, amount, status, order_date FROM shop.orders ORDER BY id"
PARAMETERS = "SELECT id FROM shop.customers WHERE id BETWEEN @low AND @high ORDER BY id"
BAD = "SELECT nmae FROM shop.customers LIMIT 1"

client = bigquery.Client()
failed = False


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def query():
    rows = list(client.query(FIVE).result())
    expect([row["id"] for row in rows] == [1, 2, 3, 4, 5], "ids 1 to 5")
    expect(all(isinstance(row["status"], str) for row in rows), "status is text")
    return len(rows)


def query_and_wait():
    rows = list(client.query_and_wait(COUNT))
    expect(rows[0]["n"] == 30000, "30,000 orders")
    return len(rows)


def to_dataframe():
    frame = client.query(FRAME).to_dataframe()
    expect(list(frame.columns) == ["id", "amount", "order_date"], "the columns asked for")
    expect(list(frame["id"]) == list(range(1, 5001)), "ids 1 to 5,000")
    expect(isinstance(frame["amount"].iloc[0], decimal.Decimal), "amount is a decimal")
    expect(isinstance(frame["order_date"].iloc[0], datetime.date), "order_date is a date")
    return len(frame)


def parameters():
    config = bigquery.QueryJobConfig(
        query_parameters=[
            bigquery.ScalarQueryParameter("low", "INT64", 11),
            bigquery.ScalarQueryParameter("high", "INT64", 13),
        ]
    )
    rows = list(client.query_and_wait(PARAMETERS, job_config=config))
    expect([row["id"] for row in rows] == [11, 12, 13], "ids 11 to 13")
    return len(rows)


def datasets():
    names = [dataset.dataset_id for dataset in client.list_datasets()]
    expect("shop" in names, "dataset shop in %s" % names)
    return len(names)


def tables():
    names = [table.table_id for table in client.list_tables("shop")]
    expect({"customers", "orders", "events"} <= set(names), "the shop's tables in %s" % names)
    return len(names)


def get_table():
    table = client.get_table("shop.customers")
    types = {field.name: field.field_type for field in table.schema}
    expect(types["id"] in ("INTEGER", "INT64"), "id is an integer")
    expect(types["address"] in ("RECORD", "STRUCT"), "address is a record")
    expect({"name", "email", "ssn", "phone", "country", "tags", "created_at"} <= set(types), "columns")
    expect(table.num_rows > 0, "the number of rows")
    return table.num_rows


def list_rows():
    rows = list(client.list_rows("demo.shop.customers", max_results=10))
    expect(all(isinstance(row["created_at"], datetime.datetime) for row in rows), "times")
    expect(all("city" in row["address"] for row in rows), "records")
    expect(all(isinstance(row["tags"], list) for row in rows), "arrays")
    return len(rows)


def dry_run():
    config = bigquery.QueryJobConfig(dry_run=True, use_query_cache=False)
    job = client.query(ALL, job_config=config)
    expect(job.total_bytes_processed > 0, "bytes")
    expect(job.dry_run, "dry")
    return 0


def page_30000():
    pages = 0
    ids = []
    for page in client.query(ALL).result(page_size=7000).pages:
        pages += 1
        ids.extend(row["id"] for row in page)
    expect(pages >= 5, "pages, not %d" % pages)
    expect(ids == list(range(1, 30001)), "each row once and in order")
    return len(ids)


def failing_query():
    for run in (lambda: client.query(BAD).result(), lambda: client.query_and_wait(BAD)):
        try:
            run()
        except exceptions.BadRequest as error:
            expect(error.errors[0]["reason"] == "invalidQuery", "reason %s" % error.errors)
            expect("nmae" in str(error), "the message names the column: %s" % error)
        else:
            raise AssertionError("no error")
    return 0


CHECKS = [
    query,
    query_and_wait,
    to_dataframe,
    parameters,
    datasets,
    tables,
    get_table,
    list_rows,
    dry_run,
    page_30000,
    failing_query,
]

for check in CHECKS:
    result = {"check": check.__name__, "ok": True, "rows": 0, "detail": ""}
    try:
        result["rows"] = check()
    except Exception as error:  # every failure is a result, not the end
        failed = True
        result.update(ok=False, detail="%s: %s" % (type(error).__name__, error))
    print(json.dumps(result), flush=True)

sys.exit(1 if failed else 0)

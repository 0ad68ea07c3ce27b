# Statements BigQuery runs without changing anything, by its documentation.
# %% EFFECTS | KINDS in order, blocks before what stands in them. {{000D}} is the character U+000D.
%% READ | SELECT
SELECT 1
%% READ | SELECT
select id, name from shop.customers
%% READ | SELECT
SELECT * FROM `demo.shop.customers` LIMIT 10;
%% READ | SELECT
SELECT * EXCEPT (ssn) REPLACE (UPPER(name) AS name) FROM shop.customers
%% READ | SELECT
WITH big AS (SELECT * FROM shop.orders WHERE amount > 100) SELECT COUNT(*) FROM big
%% READ | SELECT
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n WHERE x < 10) SELECT x FROM n
%% READ | SELECT
(SELECT 1)
%% READ | SELECT
((SELECT id FROM shop.orders) UNION ALL (SELECT id FROM shop.customers)) ORDER BY 1
%% READ | SELECT
SELECT id FROM shop.orders INTERSECT DISTINCT SELECT customer_id FROM shop.orders EXCEPT DISTINCT SELECT 3
%% READ | SELECT
FROM shop.orders
%% READ | SELECT
FROM shop.orders |> WHERE amount > 10 |> AGGREGATE SUM(amount) AS total GROUP BY status |> ORDER BY total DESC |> LIMIT 5
%% READ | SELECT
FROM shop.orders |> SELECT id, amount |> EXTEND amount * 2 AS twice |> SET amount = 0 |> DROP id |> RENAME twice AS t
%% READ | SELECT
FROM shop.orders AS o |> JOIN shop.customers AS c ON o.customer_id = c.id |> SELECT c.name
%% READ | SELECT
FROM shop.orders |> LEFT JOIN shop.customers USING (id) |> DISTINCT
%% READ | SELECT
FROM shop.orders |> AS o |> WHERE o.amount > 1
%% READ | SELECT
FROM shop.orders |> UNION ALL (SELECT * FROM shop.orders), (FROM shop.orders)
%% READ | SELECT
SELECT 1 AS x |> EXTEND 2 AS y
%% READ | SELECT
FROM shop.orders |> TABLESAMPLE SYSTEM (1 PERCENT)
%% READ | SELECT
FROM shop.orders |> PIVOT (SUM(amount) FOR status IN ('open', 'paid'))
%% READ | SELECT
FROM shop.orders |> SELECT status, ROW_NUMBER() OVER (ORDER BY amount) AS n
%% READ | SELECT
SELECT o.id, item.sku FROM shop.orders AS o, o.items AS item
%% READ | SELECT
SELECT o.id, item.sku FROM shop.orders o CROSS JOIN UNNEST(o.items) AS item WITH OFFSET AS pos
%% READ | SELECT
SELECT ARRAY(SELECT AS STRUCT sku FROM UNNEST(items)) FROM shop.orders
%% READ | SELECT
SELECT AS STRUCT 1 AS a, 'x' AS b
%% READ | SELECT
SELECT AS VALUE STRUCT(1 AS a)
%% READ | SELECT
SELECT id, RANK() OVER (PARTITION BY status ORDER BY amount DESC) AS r FROM shop.orders QUALIFY r = 1
%% READ | SELECT
SELECT id, SUM(amount) OVER w FROM shop.orders WINDOW w AS (PARTITION BY status ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
%% READ | SELECT
SELECT status, COUNT(*) FROM shop.orders GROUP BY ROLLUP (status) HAVING COUNT(*) > 1
%% READ | SELECT
SELECT status, COUNT(*) FROM shop.orders GROUP BY ALL ORDER BY ALL
%% READ | SELECT
SELECT * FROM shop.orders PIVOT (SUM(amount) FOR status IN ('open' AS o, 'paid' AS p))
%% READ | SELECT
SELECT * FROM (SELECT 1 AS q1, 2 AS q2) UNPIVOT (sales FOR quarter IN (q1, q2))
%% READ | SELECT
SELECT * FROM shop.orders TABLESAMPLE SYSTEM (10 PERCENT)
%% READ | SELECT
SELECT * FROM shop.orders FOR SYSTEM_TIME AS OF TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 HOUR)
%% READ | SELECT
SELECT * FROM `demo.shop.events_*` WHERE _TABLE_SUFFIX BETWEEN '20240101' AND '20240131'
%% READ | SELECT
SELECT table_name FROM shop.INFORMATION_SCHEMA.TABLES
%% READ | SELECT
SELECT job_id, query FROM `region-us`.INFORMATION_SCHEMA.JOBS_BY_PROJECT
%% READ | SELECT
SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA
%% READ | SELECT
SELECT * FROM bigquery-public-data.samples.shakespeare
%% READ | SELECT
SELECT * FROM `bigquery-public-data`.samples.`shakespeare`
%% READ | SELECT
SELECT * FROM my-project-123.shop.orders
%% READ | SELECT
SELECT @name, @id + 1, ? FROM shop.orders WHERE id = @id
%% READ | SELECT
SELECT * FROM shop.orders WHERE status = 'DROP TABLE shop.orders; --'
%% READ | SELECT
SELECT 'it''s' AS a
%% READ | SELECT
SELECT "a 'quoted' \" thing; DELETE FROM shop.orders WHERE true" AS s
%% READ | SELECT
SELECT '\'; DROP TABLE shop.orders; --' AS s
%% READ | SELECT
SELECT r'\'; DROP TABLE shop.orders; --' AS s
%% READ | SELECT
SELECT '''; DROP TABLE shop.orders; ' '' ''' AS s
%% READ | SELECT
SELECT """x " "" ; TRUNCATE TABLE shop.orders; """ AS s
%% READ | SELECT
SELECT rb'''\'''; DELETE FROM t WHERE true; ''' AS b
%% READ | SELECT
SELECT b"\x00\xff", B'abc', Rb"\n", bR'\d'
%% READ | SELECT
SELECT '''line one
line two; DROP TABLE t;
''' AS multi
%% READ | SELECT
SELECT 1 -- ; DROP TABLE shop.orders
%% READ | SELECT
SELECT 1 # ; DROP TABLE shop.orders
%% READ | SELECT
/* DROP TABLE shop.orders; */ SELECT /* ; DELETE */ 1 /* -- */
%% READ | SELECT
SELECT 1 /* it's a comment */ + 1
%% READ | SELECT
-- it's a comment
SELECT 1
# so's "this
%% READ | SELECT
SELECT 1 /**/ , 2 /***/ , 3 /* * / */
%% READ | SELECT
/*
 * SELECT only; nothing else
 */
SELECT 1;
-- the end
%% READ | SELECT
SELECT `DROP TABLE x;` FROM (SELECT 1 AS `DROP TABLE x;`)
%% READ | SELECT
SELECT `weird -- name` FROM shop.orders
%% READ | SELECT
SELECT a.`select` , a.`from` FROM shop.`order` AS a
%% READ | SELECT
SELECT insert, update, delete, truncate, drop, call FROM shop.words
%% READ | SELECT
SELECT t.delete, t.drop, t.insert, t.merge FROM shop.words t
%% READ | SELECT
SELECT 'naïve café – 東京 😀' AS s, "\u0041\U0001F600" AS e
%% READ | SELECT
SELECT * FROM `demo.shop.\u006frders`
%% READ | SELECT
SELECT{{000A}}{{000A}}{{000A}}1{{000D}}{{000A}}
%% READ | SELECT
SELECT{{00A0}}1
%% READ | SELECT
SELECT id FROM{{3000}}shop.orders
%% READ | SELECT
SELECT 1, FROM shop.orders
%% READ | SELECT
SELECT 0x1F, 1e10, .5, 1., 1.5E-3, 123
%% READ | SELECT
SELECT DATE '2024-01-01', TIMESTAMP "2024-01-01 00:00:00+00", NUMERIC '1.5', JSON '{"a": ";"}', INTERVAL 3 DAY
%% READ | SELECT
SELECT [1, 2, 3][OFFSET(0)], [STRUCT(1 AS a)][SAFE_ORDINAL(1)].a
%% READ | SELECT
SELECT ARRAY<STRUCT<a INT64, b ARRAY<STRING>>>[(1, ['x'])]
%% READ | SELECT
SELECT STRUCT<x INT64, y STRING>(1, 'a').x
%% READ | SELECT
SELECT CASE WHEN amount > 10 THEN 'big' ELSE 'small' END FROM shop.orders
%% READ | SELECT
SELECT IF(amount > 10, 'big', 'small'), COALESCE(status, '-'), NULLIF(status, '') FROM shop.orders
%% READ | SELECT
SELECT CAST(amount AS STRING), SAFE_CAST('x' AS INT64), EXTRACT(YEAR FROM order_date) FROM shop.orders
%% READ | SELECT
SELECT TRIM(BOTH ' ' FROM ' a ')
%% READ | SELECT
SELECT amount IS DISTINCT FROM 1, status IS NOT DISTINCT FROM 'x' FROM shop.orders
%% READ | SELECT
SELECT 1 IN UNNEST([1, 2]), 1 IN (SELECT id FROM shop.orders), EXISTS (SELECT 1 FROM shop.orders)
%% READ | SELECT
SELECT name FROM shop.customers WHERE name LIKE ANY ('a%', 'b%') AND NOT name LIKE 'c%'
%% READ | SELECT
SELECT SAFE.SUBSTR('x', -1), NET.HOST('http://a.b/'), HLL_COUNT.EXTRACT(HLL_COUNT.INIT(1))
%% READ | SELECT
SELECT JSON_VALUE(payload, '$.a.b'), payload.a.b, payload['x'] FROM shop.events
%% READ | SELECT
SELECT TO_JSON_STRING(c) FROM shop.customers AS c
%% READ | SELECT
SELECT c FROM shop.customers c
%% READ | SELECT
SELECT ARRAY_AGG(DISTINCT name IGNORE NULLS ORDER BY name LIMIT 3) FROM shop.customers
%% READ | SELECT
SELECT STRING_AGG(name, '; ' ORDER BY name) FROM shop.customers
%% READ | SELECT
SELECT COUNT(*) FROM shop.orders o JOIN shop.customers c ON o.customer_id = c.id, UNNEST(c.tags) tag
%% READ | SELECT
SELECT * FROM shop.orders o LEFT OUTER JOIN shop.customers c USING (id) RIGHT JOIN shop.events e ON e.id = o.id
%% READ | SELECT
SELECT * FROM shop.orders NATURAL JOIN shop.customers
%% READ | SELECT
SELECT (SELECT MAX(amount) FROM shop.orders o WHERE o.customer_id = c.id) FROM shop.customers c
%% READ | SELECT
WITH shop AS (SELECT 1 AS orders) SELECT orders FROM shop
%% READ | SELECT
WITH a AS (SELECT 1 x), b AS (SELECT x FROM a) SELECT a.x, b.x FROM a, b
%% READ | SELECT
SELECT WITH(a AS 1, b AS a + 1, a + b)
%% READ | SELECT
SELECT * FROM (WITH t AS (SELECT 1 AS x) SELECT x FROM t)
%% READ | SELECT
SELECT x -> x + 1 FROM (SELECT 1 x)
%% READ | SELECT
SELECT ARRAY_FILTER([1, 2, 3], e -> e > 1)
%% READ | SELECT
SELECT GENERATE_UUID(), CURRENT_DATE(), RAND(), SESSION_USER()
%% READ | SELECT
SELECT FORMAT('%s; DROP', name), REGEXP_REPLACE(name, r'[;\'"]', '') FROM shop.customers
%% READ | SELECT
SELECT ST_ASTEXT(ST_GEOGPOINT(1, 2)), ST_DWITHIN(a, b, 10) FROM shop.places
%% READ | SELECT
SELECT APPROX_COUNT_DISTINCT(id), APPROX_QUANTILES(amount, 4), APPROX_TOP_COUNT(status, 3) FROM shop.orders
%% READ | SELECT
SELECT * FROM APPENDS(TABLE shop.orders, NULL, NULL)
%% READ | SELECT
SELECT @@project_id, @@session_id
%% READ | SELECT
SELECT id FROM shop.orders WHERE order_date >= '2024-01-01' AND amount BETWEEN 1 AND 2 LIMIT 10 OFFSET 5
%% READ | SELECT
SELECT 1 UNION DISTINCT SELECT 2 UNION DISTINCT SELECT 3
%% READ | SELECT
SELECT ROW_NUMBER() OVER () AS call, 1 AS `export`, 2 AS load
%% READ | SELECT
SELECT a FROM (SELECT 1 AS a) AS begin
%% READ | SELECT
SELECT (((((((((1)))))))))
%% READ | SELECT
SELECT -1, +2, ~3, NOT TRUE, 1 << 2, 4 >> 1, 5 & 6, 5 | 2, 5 ^ 1, 'a' || 'b'
%% READ | SELECT
SELECT 1 <> 2, 1 != 2, 1 <= 2, 3 >= 2
%% READ | SELECT
SELECT COLLATE(name, 'und:ci') FROM shop.customers ORDER BY name COLLATE 'und:ci' NULLS LAST
%% READ | SELECT
SELECT RANGE<DATE> '[2024-01-01, UNBOUNDED)'
%% READ | SELECT
SELECT DATE_TRUNC(order_date, WEEK(MONDAY)), DATE_DIFF(order_date, '2024-01-01', DAY) FROM shop.orders
%% READ | SELECT
SELECT status, GROUPING(status), COUNT(*) FROM shop.orders GROUP BY GROUPING SETS ((status), ())
%% READ | SELECT
SELECT LAST_VALUE(amount IGNORE NULLS) OVER (PARTITION BY status ORDER BY id) FROM shop.orders
%% READ | SELECT
SELECT * FROM UNNEST(GENERATE_ARRAY(1, 10)) AS n WITH OFFSET
%% READ | SELECT
SELECT * FROM UNNEST([STRUCT(1 AS a, 'x' AS b), (2, 'y')])
%% READ | SELECT
SELECT * FROM shop.orders WHERE EXISTS (SELECT * FROM UNNEST(items) i WHERE i.sku = 'x')
%% READ | SELECT
SELECT * FROM demo.shop.orders AS `drop`, `drop`.items
%% READ | ASSERT
ASSERT (SELECT COUNT(*) > 5 FROM shop.orders) AS 'too few; DROP TABLE x'
%% READ | ASSERT
ASSERT EXISTS (SELECT 1 FROM shop.orders)
%% READ | SELECT,SELECT
SELECT 1; SELECT 2;
%% READ | SELECT,SELECT,SELECT
SELECT 1;
-- between
SELECT ';';
/* ; */
SELECT 3
%% CONTROL | DECLARE
DECLARE x INT64 DEFAULT 1
%% CONTROL+READ | DECLARE,SELECT
DECLARE d DATE DEFAULT CURRENT_DATE(); SELECT * FROM shop.orders WHERE order_date = d
%% CONTROL+READ | DECLARE,SET,SELECT
DECLARE x, y INT64; SET (x, y) = (1, 2); SELECT x + y
%% CONTROL+READ | DECLARE,SET,SELECT
DECLARE n INT64; SET n = (SELECT COUNT(*) FROM shop.orders); SELECT n
%% CONTROL+READ | BEGIN_BLOCK,SELECT
BEGIN SELECT 1; END
%% CONTROL+READ | BEGIN_BLOCK,SELECT,SELECT
BEGIN SELECT 1/0; EXCEPTION WHEN ERROR THEN SELECT @@error.message; END;
%% CONTROL+READ | DECLARE,IF,SELECT,SELECT,SELECT
DECLARE x INT64 DEFAULT 1; IF x = 1 THEN SELECT 'one'; ELSEIF x = 2 THEN SELECT 'two'; ELSE SELECT 'many'; END IF;
%% CONTROL+READ | DECLARE,WHILE,SET,SELECT
DECLARE x INT64 DEFAULT 0; WHILE x < 3 DO SET x = x + 1; END WHILE; SELECT x;
%% CONTROL+READ | DECLARE,LOOP,SET,IF,BREAK,SELECT
DECLARE x INT64 DEFAULT 0; LOOP SET x = x + 1; IF x > 3 THEN LEAVE; END IF; END LOOP; SELECT x
%% CONTROL+READ | DECLARE,REPEAT,SET,SELECT
DECLARE x INT64 DEFAULT 0; REPEAT SET x = x + 1; UNTIL x > 3 END REPEAT; SELECT x
%% CONTROL+READ | FOR,SELECT
FOR r IN (SELECT id FROM shop.orders) DO SELECT r.id; END FOR;
%% CONTROL+READ | CASE,SELECT,SELECT,SELECT
CASE WHEN EXISTS (SELECT 1 FROM shop.orders) THEN SELECT 1; WHEN FALSE THEN SELECT 2; ELSE SELECT 3; END CASE;
%% CONTROL+READ | CASE,SELECT
CASE 1 WHEN 1 THEN SELECT 'x'; END CASE
%% CONTROL | DECLARE,WHILE,CONTINUE
DECLARE x INT64 DEFAULT 1; WHILE x > 3 DO ITERATE; END WHILE
%% CONTROL+READ | LOOP,BREAK,SELECT
outer_loop: LOOP BREAK outer_loop; END LOOP outer_loop; SELECT 1
%% CONTROL+READ | BEGIN_BLOCK,IF,SELECT,RETURN
BEGIN IF TRUE THEN SELECT CASE WHEN TRUE THEN 1 END; RETURN; END IF; END
%% CONTROL | RAISE
RAISE USING MESSAGE = 'no; DROP TABLE x'
%% CONTROL+READ | BEGIN_TRANSACTION,SELECT,COMMIT_TRANSACTION
BEGIN TRANSACTION; SELECT * FROM shop.orders; COMMIT TRANSACTION;
%% CONTROL+READ | BEGIN_TRANSACTION,SELECT,ROLLBACK_TRANSACTION
BEGIN; SELECT 1; ROLLBACK;
%% CONTROL+READ | CREATE_FUNCTION,SELECT
CREATE TEMP FUNCTION twice(x INT64) AS (x * 2); SELECT twice(amount) FROM shop.orders
%% CONTROL+READ | CREATE_FUNCTION,SELECT
CREATE TEMPORARY FUNCTION js(x STRING) RETURNS STRING LANGUAGE js AS r"""
  // it's; DROP TABLE x
  return x + "'''";
"""; SELECT js('a')
%% CONTROL+READ | CREATE_FUNCTION,CREATE_FUNCTION,SELECT
CREATE TEMP FUNCTION a(x ANY TYPE) AS (x); CREATE TEMP FUNCTION b(x INT64) RETURNS INT64 AS (a(x) + 1); SELECT b(1);

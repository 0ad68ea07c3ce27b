// An agent on Google's Node library: runs each check and prints one JSON line for it.

import {BigQuery} from '@google-cloud/bigquery';

const FIVE = 'SELECT id, status FROM shop.orders ORDER BY id LIMIT 5';
const COUNT = 'SELECT COUNT(*) AS n FROM shop.orders';
const ALL = 'SELECT id, customer_id, amount, status, order_date FROM shop.orders ORDER BY id';
const PARAMETERS = 'SELECT id FROM shop.customers WHERE id BETWEEN @low AND @high ORDER BY id';
const BAD = 'SELECT nmae FROM shop.customers LIMIT 1';

const bigquery = new BigQuery();

function expect(condition, what) {
  if (!condition) {
    throw new Error(what);
  }
}

function expectIds(rows, from, to) {
  expect(rows.length === to - from + 1, `${to - from + 1} rows, not ${rows.length}`);
  rows.forEach((row, i) => expect(row.id === from + i, `id ${from + i}, not ${row.id}`));
}

async function expectError(run) {
  try {
    await run();
  } catch (error) {
    const reason = error.errors?.[0]?.reason;
    expect(reason === 'invalidQuery', `reason ${reason}: ${error.message}`);
    expect(error.message.includes('nmae'), `the message names the column: ${error.message}`);
    return;
  }
  throw new Error('no error');
}

const checks = {
  async query() {
    const [rows] = await bigquery.query(FIVE);
    expectIds(rows, 1, 5);
    expect(rows.every(row => typeof row.status === 'string'), 'status is text');
    return rows.length;
  },

  async create_query_job() {
    const [job] = await bigquery.createQueryJob({query: COUNT});
    const [rows] = await job.getQueryResults();
    expect(rows[0].n === 30000, '30,000 orders');
    const [metadata] = await job.getMetadata();
    expect(metadata.status.state === 'DONE', 'the job is done');
    return rows.length;
  },

  async parameters() {
    const [rows] = await bigquery.query({query: PARAMETERS, params: {low: 11, high: 13}});
    expectIds(rows, 11, 13);
    return rows.length;
  },

  async datasets() {
    const [datasets] = await bigquery.getDatasets();
    expect(datasets.some(dataset => dataset.id === 'shop'), 'dataset shop');
    return datasets.length;
  },

  async tables() {
    const [tables] = await bigquery.dataset('shop').getTables();
    const names = tables.map(table => table.id);
    for (const name of ['customers', 'orders', 'events']) {
      expect(names.includes(name), `table ${name} in ${names}`);
    }
    return names.length;
  },

  async get_table() {
    const [metadata] = await bigquery.dataset('shop').table('customers').getMetadata();
    const names = metadata.schema.fields.map(field => field.name);
    for (const name of ['id', 'name', 'email', 'ssn', 'address', 'tags', 'created_at']) {
      expect(names.includes(name), `column ${name} in ${names}`);
    }
    expect(Number(metadata.numRows) > 0, 'the number of rows');
    return Number(metadata.numRows);
  },

  async list_rows() {
    const [rows] = await bigquery
      .dataset('shop')
      .table('customers')
      .getRows({maxResults: 10, autoPaginate: false});
    expect(rows.every(row => !Number.isNaN(Date.parse(row.created_at.value))), 'times');
    expect(rows.every(row => 'city' in row.address), 'records');
    expect(rows.every(row => Array.isArray(row.tags)), 'arrays');
    return rows.length;
  },

  async dry_run() {
    const [job] = await bigquery.createQueryJob({query: ALL, dryRun: true});
    expect(Number(job.metadata.statistics.totalBytesProcessed) > 0, 'bytes');
    return 0;
  },

  async page_30000() {
    const [job] = await bigquery.createQueryJob({query: ALL});
    let pages = 0;
    let ids = [];
    let options = {autoPaginate: false, maxResults: 7000};
    while (options) {
      const [rows, next] = await job.getQueryResults(options);
      pages += 1;
      ids = ids.concat(rows);
      options = next;
    }
    expect(pages >= 5, `pages, not ${pages}`);
    expectIds(ids, 1, 30000);
    return ids.length;
  },

  async failing_query() {
    await expectError(() => bigquery.query(BAD));
    await expectError(async () => {
      const [job] = await bigquery.createQueryJob({query: BAD});
      await job.getQueryResults();
    });
    return 0;
  },
};

let failed = false;
for (const [check, run] of Object.entries(checks)) {
  const result = {check, ok: true, rows: 0, detail: ''};
  try {
    result.rows = await run();
  } catch (error) {
    failed = true;
    result.ok = false;
    result.detail = String(error);
  }
  console.log(JSON.stringify(result));
}
process.exit(failed ? 1 : 0);

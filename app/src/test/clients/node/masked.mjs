// Reads whole tables whose values are masked and prints one JSON line for each.
// Usage: node masked.mjs TABLE ...

import {BigQuery} from '@google-cloud/bigquery';

const bigquery = new BigQuery();

for (const check of process.argv.slice(2)) {
  const result = {check, ok: true, rows: 0, detail: ''};
  try {
    const query = `SELECT * FROM shop.${check}`;
    const [asked] = await bigquery.query(query);
    const [job] = await bigquery.createQueryJob({query});
    const [fetched] = await job.getQueryResults();
    const [listed] = await bigquery.dataset('shop').table(check).getRows();
    if (JSON.stringify(asked) !== JSON.stringify(fetched)) {
      throw new Error('the roads differ: ' + JSON.stringify([asked, fetched]));
    }
    result.rows = asked.length;
    result.detail = JSON.stringify([asked, listed]);
  } catch (error) {
    result.ok = false;
    result.detail = String(error);
  }
  console.log(JSON.stringify(result));
}

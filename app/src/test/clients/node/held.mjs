// Asks for several held statements at once and prints one JSON line for each.
// Usage: node held.mjs NAME:ask|cancel|resume:LIMIT ...   (LIMIT is how many rows it wants;
// resume asks for the job again as long as nobody listens)

import {BigQuery} from '@google-cloud/bigquery';

const bigquery = new BigQuery();

async function rows(mode, query) {
  if (mode === 'ask') {
    return (await bigquery.query(query))[0];
  }
  const [job] = await bigquery.createQueryJob({query});
  if (mode === 'cancel') {
    await job.cancel();
  }
  for (;;) {
    try {
      return (await job.getQueryResults())[0];
    } catch (error) {
      if (mode !== 'resume' || error.code !== 'ECONNREFUSED') {
        throw error;
      }
    }
  }
}

await Promise.all(
  process.argv.slice(2).map(async argument => {
    const [check, mode, limit] = argument.split(':');
    const result = {check, ok: true, rows: 0, detail: ''};
    try {
      const found = await rows(mode, `SELECT id FROM shop.customers ORDER BY id LIMIT ${limit}`);
      result.rows = found.length;
    } catch (error) {
      result.ok = false;
      result.detail = String(error);
    }
    console.log(JSON.stringify(result));
  })
);

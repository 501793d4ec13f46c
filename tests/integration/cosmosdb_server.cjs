// Starts @vercel/cosmosdb-server, unmodified, on a free port of the loopback, and prints the port.
//
// Three of its handlers differ from the service in ways that the adapter's tests would trip over. They are replaced
// before its routing table is built; each replacement says what the service documents.
"use strict";

const HANDLERS = "@vercel/cosmosdb-server/lib/handler";
const operations = require(`${HANDLERS}/_document-operations`);
const readJson = require("@vercel/cosmosdb-server/lib/json").default;

const ABSENT = { code: "NotFound", message: "Entity with the specified id does not exist in the system." };

function partitionOf(req) {
  return JSON.parse(req.headers["x-ms-documentdb-partitionkey"])[0];
}

// Reading an item that does not exist is 404; the package answers 500.
// https://learn.microsoft.com/rest/api/cosmos-db/get-a-document
require(`${HANDLERS}/read-document`).default = (account, req, res, { dbId, collId, docId }) => {
  const collection = account.database(dbId).collection(collId);
  const found = collection.read() && collection.document(docId, partitionOf(req)).read();
  res.statusCode = found ? 200 : 404;
  return found || ABSENT;
};

// An account names the address that its regions answer at; the package names port 3000 of a secure address.
// https://learn.microsoft.com/rest/api/cosmos-db/#rest-api-endpoints
require(`${HANDLERS}/read-meta`).default = (account, req) => {
  const databaseAccountEndpoint = `http://${req.headers.host}/`;
  const found = account.read();
  for (const location of [...found.writableLocations, ...found.readableLocations]) {
    Object.assign(location, { databaseAccountEndpoint });
  }
  return found;
};

// A transactional batch works inside the partition of its header and is all or nothing: when one step fails, the
// answer is 207 with that step's status, every other step is 424, and nothing was written.
// https://learn.microsoft.com/azure/cosmos-db/nosql/transactional-batch
require(`${HANDLERS}/batch-documents`).default = async (account, req, res, { dbId, collId }) => {
  const steps = await readJson(req);
  const collection = account.database(dbId).collection(collId);
  const partitionKey = JSON.stringify([partitionOf(req)]);
  const before = new Map(collection.documents._data);
  const index = new Map(collection.documents._index);
  const results = [];
  for (const step of steps) {
    results.push(operations[`${step.operationType.toLowerCase()}Operation`](collection, { ...step, partitionKey }));
    if (results.at(-1).statusCode >= 400) break;
  }
  const failed = results.at(-1).statusCode >= 400 ? results.length - 1 : -1;
  if (failed >= 0) {
    collection.documents._data = before;
    collection.documents._index = index;
    res.statusCode = 207;
    return steps.map((_, at) => ({ statusCode: at === failed ? results[at].statusCode : 424, requestCharge: 0 }));
  }
  return results.map(({ statusCode, body }) => ({
    statusCode, requestCharge: 1, eTag: body && body._etag, resourceBody: body,
  }));
};

const { createHttpServer } = require("@vercel/cosmosdb-server");
const server = createHttpServer({ keepAlive: true });
server.keepAliveTimeout = 0; // the service keeps idle connections; a closed one would look like an outage
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
process.stdin.on("end", () => process.exit(0)).resume(); // ends with the test run that started it

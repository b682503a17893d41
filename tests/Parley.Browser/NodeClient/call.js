// What the example of Perspective's own documentation does (google.discoverAPI, comments.analyze), by the address and key given.
const { Discovery } = require('googleapis-common/build/src/discovery');

async function main(url, key) {
  const create = await new Discovery({ debug: false, includePrivate: false }).discoverAPI(url);
  const client = create({}, { _options: {} });
  const scored = await client.comments.analyze({
    key,
    resource: { comment: { text: 'You idiot, no' }, requestedAttributes: { TOXICITY: {} }, languages: ['en'], clientToken: 'n' },
  });
  const told = await client.comments.suggestscore({
    key,
    requestBody: { comment: { text: 'You idiot, no' }, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } }, clientToken: 'n' },
  });
  const refused = await client.comments
    .analyze({ key, resource: { comment: { text: 'x' }, requestedAttributes: { FLIRTATION: {} } } })
    .catch((error) => ({ data: { code: error.code, message: error.message } }));
  console.log(JSON.stringify([scored.data, told.data, refused.data]));
}

main(process.argv[2], process.argv[3]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

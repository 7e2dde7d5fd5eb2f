// MiniSearch on the press's records: its results and its cost.

import fs from "node:fs";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

const [library, task, recordsFile, ...rest] = process.argv.slice(2);
const { default: MiniSearch } = await import(pathToFileURL(library));
const records = JSON.parse(fs.readFileSync(recordsFile, "utf8"));

// As its documentation recommends for articles; all words are required.
const fields = ["title", "summary", "lead", "text", "related_names", "other_words", "sources"];
const settings = { idField: "path", fields, storeFields: ["title"] };
const searching = { boost: { title: 4 }, prefix: true, fuzzy: 0.2, combineWith: "AND" };

const start = performance.now();
const index = new MiniSearch(settings);
index.addAll(records);
const built = (performance.now() - start) / 1000;

if (task === "answers") {
  const queries = JSON.parse(fs.readFileSync(rest[0], "utf8"));
  const answers = queries.map(({ text }) =>
    index.search(text, searching).slice(0, 10).map(({ id }) => id),
  );
  console.log(JSON.stringify(answers));
} else {
  const json = JSON.stringify(index);
  const bytes = zlib.brotliCompressSync(json, {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: 5,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: json.length,
    },
  }).length;
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1000);
  console.log(JSON.stringify({ seconds: built, megabytes, bytes, files: 1, newest: bytes }));
}

// MiniSearch on the press's records: its results and its cost.

import fs from "node:fs";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

const [library, task, recordsFile, ...rest] = process.argv.slice(2);
const { default: MiniSearch } = await import(pathToFileURL(library));
const records = JSON.parse(fs.readFileSync(recordsFile, "utf8"));

// As its documentation recommends for articles; all words are required.
const fields = ["title", "summary", "lead", "text", "country_names", "other_words", "sources"];
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
  const packed = zlib.gzipSync(json).length;
  const loading = performance.now();
  const loaded = MiniSearch.loadJSON(json, settings);
  const load = performance.now() - loading;
  const times = rest.map((word) => {
    const searched = performance.now();
    loaded.search(word, searching);
    return `${Math.round(performance.now() - searched)} ms for “${word}”`;
  });
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `MiniSearch 7.2.0, in Node.js: ${built.toFixed(1)} s to build; an index of ` +
      `${(json.length / 1e6).toFixed(1)} MB, ${(packed / 1e6).toFixed(1)} MB with gzip, ` +
      `${Math.round(load)} ms to load once it is there, then ${times.join(", ")}; ` +
      `${memory} MB of memory.\n`,
  );
}

// Builds the index of Pagefind from the press's records, in a folder of the site.

import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [library, recordsFile, folder] = process.argv.slice(2);
const pagefind = await import(pathToFileURL(library));
const records = JSON.parse(fs.readFileSync(recordsFile, "utf8"));

const { index } = await pagefind.createIndex();
for (const record of records) {
  const { summary, lead, text, related_names, other_words, sources } = record;
  const more = [summary, lead, text, related_names, other_words, sources].join(" ");
  // The title counts more where it is a heading, which only HTML has.
  await index.addHTMLFile({
    url: record.path,
    content:
      `<!doctype html><html lang="en"><title>${escape(record.title)}</title><body>` +
      `<main data-pagefind-body><h1>${escape(record.title)}</h1><p>${escape(more)}</p></main>`,
  });
}
const { errors } = await index.writeFiles({ outputPath: folder });
if (errors.length > 0) throw new Error(errors.join(" "));

// The program that indexes is a process of its own.
const service = fs
  .readdirSync("/proc")
  .filter((name) => /^\d+$/.test(name))
  .map((name) => `/proc/${name}/`)
  .find((folder) => times(folder)[0] === process.pid);
const [, seconds] = times(service);
const [, memory] = /VmHWM:\s*(\d+)/.exec(fs.readFileSync(`${service}status`, "utf8"));
console.log(JSON.stringify({ seconds, megabytes: Math.round(memory / 1000) }));
await pagefind.close();

// The parent of a process and its processor time in seconds, by its folder.
function times(folder) {
  try {
    const fields = fs.readFileSync(`${folder}stat`, "utf8").replace(/.*\) /s, "").split(" ");
    return [Number(fields[1]), (Number(fields[11]) + Number(fields[12])) / 100];
  } catch {
    // It has ended in the meantime.
    return [0, 0];
  }
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** A reference for throughput: csv-parse reads a file as a stream and does nothing else. */
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

let records = 0;
const parser = createReadStream(process.argv[2] ?? "").pipe(parse());
parser.on("data", () => {
  records += 1;
});
parser.on("end", () => console.log(records));

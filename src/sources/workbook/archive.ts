/** The zip file that a workbook is: its parts by name, checked before anything is taken from them. */
import { type Entry, type FileEntry, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { damaged, WorkbookFault } from "./fault.js";

/** The parts of a workbook. Names are compared without case, as the format says. */
export interface Archive {
  has(name: string): boolean;
  /** Gives a part's bytes to `take`, which may say `stop`: then no more is read, and the checksum is not compared. */
  read(name: string, take: (bytes: Uint8Array) => "stop" | undefined): Promise<void>;
}

/** Larger parts are not believed if they shrink so much. */
const SMALL_BYTES = 1 << 20;
const MOST_RATIO = 200;
const MOST_PARTS = 10_000;

/** Opens an archive. Throws a {@link WorkbookFault}. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const entries = await entriesOf(bytes);
  const parts = new Map<string, FileEntry>();
  for (const entry of entries) {
    if (entry.directory) continue;
    const name = entry.filename.toLowerCase();
    if (entry.encrypted) throw new WorkbookFault("this workbook is encrypted", "save it without a password, and use that file");
    if (parts.has(name)) throw damaged(`it holds the part \`${entry.filename}\` twice, so programs differ in what they read`);
    if (entry.uncompressedSize > SMALL_BYTES && entry.uncompressedSize > MOST_RATIO * entry.compressedSize)
      throw damaged(
        `the part \`${entry.filename}\` is packed more than ${MOST_RATIO} times smaller than it is, as no list of candidates is`,
      );
    parts.set(name, entry);
  }
  return {
    has: (name) => parts.has(name.toLowerCase()),
    read: async (name, take) => {
      const entry = parts.get(name.toLowerCase());
      if (entry === undefined) throw damaged(`its part \`${name}\` is missing`);
      await readEntry(entry, take);
    },
  };
}

async function entriesOf(bytes: Uint8Array): Promise<readonly Entry[]> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
  const entries: Entry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      entries.push(entry);
      if (entries.length > MOST_PARTS) throw damaged(`it has more than ${MOST_PARTS} parts`);
    }
  } catch (error) {
    if (error instanceof WorkbookFault) throw error;
    throw damaged("its list of parts cannot be read; was it cut off while it was copied?");
  }
  return entries;
}

async function readEntry(entry: FileEntry, take: (bytes: Uint8Array) => "stop" | undefined): Promise<void> {
  const stop = new AbortController();
  let size = 0;
  let thrown: unknown;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      if (stop.signal.aborted || thrown !== undefined) return;
      size += chunk.length;
      try {
        if (size > entry.uncompressedSize) throw damaged(`the part \`${entry.filename}\` is longer than it says`);
        if (take(chunk) === "stop") stop.abort();
      } catch (error) {
        thrown = error;
        stop.abort();
      }
    },
  });
  try {
    await entry.getData(sink, { checkSignature: true, useWebWorkers: false, signal: stop.signal });
  } catch {
    if (thrown === undefined && !stop.signal.aborted)
      thrown = damaged(`the part \`${entry.filename}\` cannot be unpacked: its data are wrong`);
  }
  if (thrown !== undefined) throw thrown;
  if (!stop.signal.aborted && size !== entry.uncompressedSize)
    throw damaged(`the part \`${entry.filename}\` is shorter than it says`);
}

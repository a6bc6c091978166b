/** Records in memory as an input: one pass over them gives the blocks that a file's bytes are cut into. */

import type { Block, CandidateInput } from "../input.js";
import { FIRST_ROWS } from "../input-head.js";
import { keyedTexts } from "../json/json-scan.js";
import { objectsHead } from "../json/open-json.js";
import { ObjectMembers, type ObjectRecord } from "./object-record.js";

/** Records of a block: about as many as a block of a file has. */
const BLOCK_RECORDS = 1000;

const NO_BYTES = new Uint8Array(0);

/** Starts a pass over records; undefined stands for what is none. */
export function openObjects(objects: readonly (ObjectRecord | undefined)[]): CandidateInput {
  const firstRecords = objects.slice(0, FIRST_ROWS).map((one) => keyedTexts(one && new ObjectMembers(one)));
  return {
    head: objectsHead("json", firstRecords, false, 1),
    fault: undefined,
    push: () => [],
    end: () => blocksOf(objects),
  };
}

function blocksOf(objects: readonly (ObjectRecord | undefined)[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < objects.length; at += BLOCK_RECORDS)
    blocks.push({ bytes: NO_BYTES, firstRow: at + 1, joined: [], objects: objects.slice(at, at + BLOCK_RECORDS) });
  return blocks;
}

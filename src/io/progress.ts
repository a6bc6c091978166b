/** How far a long run is: one line on standard error that is gone at the end. With the clock, so outside of the engine. */
import { isTerminal, onTell } from "./streams.js";

/** Told by a run as it goes on. */
export interface Progress {
  /** The first look has read more bytes. */
  readonly looked: (bytes: number, records: number) => void;
  /** The second look has read more bytes; `records` are written. */
  readonly screened: (bytes: number, records: number) => void;
  /** Something else is about to be told. */
  pause(): void;
  end(): void;
}

/** Runs shorter than this have no line. */
const FROM_MS = 2000;
const EVERY_MS = 250;

const NO_PROGRESS: Progress = {
  looked: () => undefined,
  screened: () => undefined,
  pause: () => undefined,
  end: () => undefined,
};

/**
 * Starts to watch a run.
 *
 * @param sources their sizes, where they are known beforehand
 * @param isWanted nothing is shown where this is false, or standard error is no terminal
 */
export function startProgress(sources: readonly { readonly bytes?: number | undefined }[], isWanted: boolean): Progress {
  if (!isWanted || !isTerminal("stderr")) return NO_PROGRESS;
  const sizes = sources.map(({ bytes }) => bytes);
  const total = sizes.reduce<number | undefined>(
    (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
    0,
  );
  const start = performance.now();
  let last = start + FROM_MS - EVERY_MS;
  let isShown = false;
  const seen = { looked: 0, screened: 0 };
  let screeningSince = 0;
  const clear = (): void => {
    if (isShown) process.stderr.write("\r\u001b[K");
    isShown = false;
  };
  const show = (text: string): void => {
    const now = performance.now();
    if (now - last < EVERY_MS) return;
    last = now;
    const width = process.stderr.columns > 0 ? process.stderr.columns : 80;
    process.stderr.write(`\r\u001b[K${text.slice(0, width - 1)}`);
    isShown = true;
  };
  onTell(clear);
  return {
    looked(bytes, records) {
      seen.looked += bytes;
      // What was screened before does not count.
      seen.screened = 0;
      screeningSince = 0;
      show(`checking IDs: ${records} candidates${share(seen.looked, total)}`);
    },
    screened(bytes, records) {
      screeningSince ||= performance.now();
      seen.screened += bytes;
      const seconds = (performance.now() - screeningSince) / 1000;
      // From what began just now nothing can be known.
      const isEarly = seconds < 1;
      const rate = isEarly ? "" : `, ${Math.round(records / seconds)} a second`;
      const left = isEarly || total === undefined ? "" : timeLeft(seconds, seen.screened / total);
      show(`screening: ${records} candidates${rate}${share(seen.screened, total)}${left}`);
    },
    pause: clear,
    end() {
      clear();
      onTell(() => undefined);
    },
  };
}

function share(bytes: number, total: number | undefined): string {
  return total === undefined || total === 0 ? "" : `, ${Math.min(100, Math.floor((100 * bytes) / total))} %`;
}

function timeLeft(seconds: number, part: number): string {
  if (part <= 0 || part > 1) return "";
  const left = Math.round((seconds * (1 - part)) / part);
  return left < 90 ? `, about ${left} s left` : `, about ${Math.round(left / 60)} min left`;
}

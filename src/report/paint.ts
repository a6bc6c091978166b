/** Colour as reports need it: functions that colour a piece of one line. Whether they do anything is decided elsewhere. */

export interface Paint {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  /** What speaks for a candidate. */
  readonly good: (text: string) => string;
  /** What speaks against a candidate. */
  readonly bad: (text: string) => string;
  /** What is not known yet. */
  readonly unsure: (text: string) => string;
}

const plain = (text: string): string => text;

/** No colour at all: pipes, files, `NO_COLOR`. */
export const plainPaint: Paint = { strong: plain, dim: plain, good: plain, bad: plain, unsure: plain };

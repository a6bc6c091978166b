/** Why a workbook cannot be read. */
import type { Notice } from "../../diagnostics/notice.js";

/** Thrown if reading must end; caught where the workbook is opened, and reported. */
export class WorkbookFault extends Error {
  override readonly name = "WorkbookFault";
  readonly notice: Notice;

  /** @param sheets those that could be meant */
  constructor(message: string, help?: string, code: Notice["code"] = "broken-workbook", sheets: readonly string[] = []) {
    super(message);
    const settledBy = sheets.length === 0 ? undefined : { path: ["sheet"], values: sheets };
    this.notice = { code, message, help, settledBy };
  }
}

/** A program that repairs a workbook leaves out what it cannot read, rows among it. */
const COPY_AGAIN = "copy or export it again from where it comes from; a program that repairs it may lose rows";

/** A workbook that is damaged, or that a program wrote wrongly. */
export function damaged(what: string): WorkbookFault {
  return new WorkbookFault(`this workbook is damaged: ${what}`, COPY_AGAIN);
}

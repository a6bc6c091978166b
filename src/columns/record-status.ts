/** A column that says of whole records that they do not count: `status` = `entered-in-error`. */
import { foldHeading } from "../values/heading.js";
import { memo } from "../values/memo.js";
import { pattern } from "../values/pattern.js";
import { type Unreadable, unreadable } from "../values/reading.js";
import { foldSpelling, withoutAccents } from "../values/text.js";
import { headingWords } from "./remarks.js";

const HEADINGS = headingWords(
  "status recordstatus entrystatus rowstatus observationstatus datensatzstatus statut estado stato статус 状态 狀態 ステータス",
);

/** Whether a column holds the state of records, if no field claims it. */
export function isRecordStatus(heading: string): boolean {
  return HEADINGS().has(foldHeading(heading));
}

const WITHDRAWN = pattern("u")`
  ^(?:(?:record |entry |was |is )?(?:entered[- _]?in[- _]?error|cancell?ed|void(?:ed)?|deleted|nullified|retracted)
    |(?:irrtumlich|versehentlich|falsch) (?:erfasst|eingegeben)|fehleingabe|storniert|annulliert|gelo?e?scht|ungue?ltig
    |saisi par erreur|annulee?|supprimee?|anulad[oa]|eliminad[oa]|annullat[oa]|cancellat[oa]|cancelad[oa]|аннулирован\p{L}*|удален\p{L}*
    |作废|作廢|已作废|已取消|已删除|取消|削除|無効)\W*$
`;
const GONE = unreadable("neighbour", "the status of its record says that it was withdrawn, or entered in error");

/** Why nothing of a record is read, by the text of its status; undefined if it says nothing of the kind. */
export const withdrawnRecord = memo(500, String, (text: string): Unreadable | undefined =>
  text !== "" && WITHDRAWN.test(withoutAccents(foldSpelling(text))) ? GONE : undefined,
);

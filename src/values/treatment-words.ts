/** Treatments: names of regimens, the beginnings of names of drugs, and numbers of cycles. Beside a date or a count they do not change it. */
export const GIVEN =
  "(?:c|zyklus|zykl\\.|cycle|cycles|ciclo|cykl|курс|цикл)\\s?\\d{1,2}|\\d{1,2}\\.? ?(?:zyklus|cycle|ciclo|курс|цикл)|第?\\d{1,2}(?:周期|程|クール|コース)|" +
  "ec|ac|fec|tac|tch|tchp|thp|ap|gp|tp|dp|xelox|capox|folfox|folfiri|folfirinox|sox|t-?dm1|t-?dxd|r-?chop|" +
  "(?:pacli|nab-pacli|doce|carbo|cis|oxali|gemcit|cape|vino|erib|epirub|doxorub|cyclo|irino|etopo|peme|taxol|taxotere|xeloda|caelyx|trastu|pertu)\\p{L}{0,10}|" +
  "(?:白蛋白)?紫杉醇|多西他赛|卡培他滨|吉西他滨|顺铂|卡铂|奥沙利铂|长春瑞滨|艾立布林|表柔比星|培美曲塞|伊立替康|曲妥珠单抗|パクリタキセル|ドセタキセル|エリブリン|カペシタビン|トラスツズマブ";

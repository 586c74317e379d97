// The names of extraction rules in Chinese. A rule that is not here is shown by its own (English) name.
import { language } from "./i18n.js";

const CHINESE = {
  "row": "逐行读取",
  "figure": "数值",
  "growth": "增长到",
  "class of a list": "列举的类别",
  "goal after policy": "政策之后的目标",
  "purpose of policy": "政策的用意",
  "office and name": "职务与姓名",
  "parts of one body": "整体与部分",
  "field named before": "前文所述领域",
  "sentence about the industry": "讲该产业的句子",
  "formed within the industry": "产业内形成",
  "product of the company": "公司产品",
  "industry of the sentence before": "上一句的产业",
  "place in the park's name": "园区名中的地名",
  "park in the name": "名称中的园区",
  "name inside the name": "名称中的名称",
  "catalogue region named in the text": "文中提到的名录区域",
  "named in the park's report": "园区报道中提到",
};
const FRAME = /^frame (.+)$/u;

/** A rule's name in the reader's language; "frame H落户T" is a pattern of words: 句式 “H落户T”. */
export function ruleWords(rule) {
  if (language() !== "zh") return rule;
  const frame = FRAME.exec(rule);
  return frame ? `句式“${frame[1]}”` : CHINESE[rule] ?? rule;
}

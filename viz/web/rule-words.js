// The names of extraction rules in Chinese. A rule that is not here is shown by its own (English) name.
import { language } from "./i18n.js";

const CHINESE = {
  row: "逐行读取",
  address: "地址中的园区",
  figure: "数值",
  growth: "增长到",
  learned: "模型推断",
  "issuer in the title": "标题中的制定者",
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
  "goal of the policy": "政策的目标",
  "granted by the policy": "政策给予",
  "named in the policy's name": "政策名中的名称",
  "place in the policy's title": "政策标题中的地名",
  "issuer named in the text": "文中的制定者",
  "firm before the platform": "平台前的企业",
  "industries under a strategy": "战略下的产业",
  "named in the park's report": "园区报道中提到",
  "region named before the park": "园区之前的地名",
  "sentence set in the park": "句首点明园区",
  "end of the full name": "全称的结尾",
  "code after the name": "名称后的代码",
  "former name in brackets": "括号中的曾用名",
  "number of the document": "文号",
  "day of coming into force": "施行日期",
  "last day in force": "有效期截止日",
  "years in force": "有效年限",
};
const FRAME = /^frame (.+)$/u;

/** A rule's name in the reader's language; "frame H落户T" is a pattern of words: 句式 “H落户T”. */
export function ruleWords(rule) {
  if (language() !== "zh") return rule;
  const frame = FRAME.exec(rule);
  return frame ? `句式“${frame[1]}”` : (CHINESE[rule] ?? rule);
}

// Every word of the pages, in Chinese and English. Labels of types and relations come from the ontology instead.

const words = {
  "app.name": ["园区知识图谱", "Park graph"],
  "nav.label": ["主导航", "Main"],
  "nav.home": ["首页", "Home"],
  "nav.sparql": ["查询", "Query"],
  "nav.extract": ["粘贴报告", "Your report"],
  "nav.docs": ["接口", "API"],
  "nav.skip": ["跳到正文", "Skip to the content"],
  "nav.dark": ["深色", "Dark"],
  "nav.light": ["浅色", "Light"],
  "nav.lookTitle": ["切换深色与浅色", "Switch between dark and light"],
  "nav.language": ["English", "中文"],
  "nav.languageTitle": ["Switch to English", "切换到中文"],

  "state.loading": ["正在读取……", "Loading…"],
  "state.failed": ["没有打开", "Not opened"],
  "state.retry": ["重试", "Try again"],
  "state.home": ["回到首页", "Back to the start"],
  "error.offline": ["无法连接服务器。请确认 kg serve 正在运行，然后重试。", "The server cannot be reached. Check that kg serve is running, then try again."],
  "error.notFound": ["图谱里没有“{id}”。可以在上方搜索它的名称。", "The graph has no “{id}”. Search for its name above."],
  "error.page": ["没有这个页面。", "There is no such page."],
  "error.busy": ["服务器正忙，请稍后重试。", "The server is busy; try again soon."],
  "error.timeout": ["查询超过了时间限制，已被终止。请缩小范围或加 LIMIT。", "The query ran past the time limit and was ended. Narrow it or add LIMIT."],
  "error.tooLarge": ["内容或结果超过了大小限制。", "The text or the answer is over the size limit."],
  "error.forbidden": ["这里只能读取：不接受更新、SERVICE 和远程数据。", "This endpoint only reads: no updates, SERVICE or remote data."],
  "error.other": ["出错了（{status}）：{message}", "Something went wrong ({status}): {message}"],

  "search.label": ["搜索园区、企业、产业链或政策", "Search parks, firms, chains or policies"],
  "search.placeholder": ["输入名称、简称或拼音，如 高新区", "Name, short form or pinyin"],
  "search.button": ["搜索", "Search"],
  "search.none": ["没有找到“{q}”。换一个简称、全称或拼音试试。", "Nothing found for “{q}”. Try another short form, full name or pinyin."],
  "search.matched": ["匹配：{name}", "matched: {name}"],
  "search.results": ["“{q}”的搜索结果", "Results for “{q}”"],
  "search.allTypes": ["全部类型", "All types"],
  "search.filter": ["类型", "Type"],
  "search.more": ["更多结果", "More results"],
  "search.count": ["{n} 条建议", "{n} suggestions"],

  "home.title": ["从报告到图谱，每条事实都有出处", "From reports to a graph, every fact with its source"],
  "home.lead": ["高新区、企业、产业链与政策之间的关系。点开任何一条关系，都能看到它在原文中的那句话。", "How high-tech parks, firms, industry chains and policies hang together. Open any relation to see the sentence it was read from."],
  "home.examples": ["试试这些", "Try these"],
  "home.paste": ["有自己的报告？", "Have a report of your own?"],
  "home.pasteText": ["把文字粘贴进来，立刻看到其中的园区、企业、产业链和指标。内容不会保存。", "Paste its text and see the parks, firms, chains and figures in it. Nothing is stored."],
  "home.pasteLink": ["粘贴报告", "Paste a report"],
  "home.query": ["要更精确的问题？", "A more precise question?"],
  "home.queryText": ["用 SPARQL 查询整个图谱，常问的问题已经写好。", "Query the whole graph in SPARQL; common questions are written already."],
  "home.queryLink": ["打开查询页", "Open the query page"],
  "home.holds": ["图谱里有什么", "What the graph holds"],
  "home.built": ["构建于 {date} · 版本 {id}", "Built {date} · build {id}"],
  "home.documents": ["{n} 篇文档", "{n} documents"],
  "home.tables": ["{n} 张表格", "{n} tables"],
  "home.gazetteers": ["{n} 份名录", "{n} gazetteers"],
  "home.observations": ["{n} 条指标数据", "{n} observations"],
  "home.statements": ["{n} 条陈述", "{n} statements"],
  "home.planned": ["其中计划或目标 {n} 条", "{n} of them planned or aims"],
  "home.picture": ["例：{name}的关系网络", "Example: the network around {name}"],
  "home.open": ["打开完整网络", "Open the whole network"],
  "home.noHits": ["图谱里还没有", "Nothing in the graph yet"],
  "home.empty": ["图谱还是空的。请先运行 kg build，再刷新本页。", "The graph is empty. Run kg build, then reload this page."],
  "home.listType": ["列出{type}", "List: {type}"],

  "net.label": ["{name}的关系网络，含 {nodes} 个实体、{facts} 条关系。键盘用户可切换到表格。", "Network around {name}: {nodes} entities, {facts} relations. Keyboard users can switch to the table."],
  "net.count": ["{nodes} 个实体 · {facts} 条关系", "{nodes} entities · {facts} relations"],
  "net.view": ["显示方式", "View"],
  "net.graph": ["网络", "Network"],
  "net.table": ["表格", "Table"],
  "net.fit": ["适应窗口", "Fit"],
  "net.zoomIn": ["放大", "Zoom in"],
  "net.zoomOut": ["缩小", "Zoom out"],
  "net.labels": ["关系名", "Relation names"],
  "net.filters": ["图例与筛选", "Legend and filters"],
  "net.types": ["实体类型", "Entity types"],
  "net.relations": ["关系类型", "Relation types"],
  "net.planned": ["虚线：计划或目标，尚未实现", "Dashed: planned or aimed at, not yet done"],
  "net.inferred": ["点线：由其他事实推出", "Dotted: follows from another fact"],
  "net.hint": ["单击查看，双击展开", "Click to look, double-click to expand"],
  "net.nodeTip": ["{type} · 已显示 {shown} 条关系", "{type} · {shown} relations shown"],
  "net.nodeTipHidden": ["还有 {n} 条未显示，双击展开", "{n} more not shown; double-click to expand"],
  "net.hiddenNodes": ["已隐藏 {n} 个实体", "{n} entities hidden"],
  "net.showHidden": ["全部恢复", "Show again"],
  "net.empty": ["没有可显示的关系。请在筛选中打开一些类型，或搜索别的实体。", "No relation to show. Switch some types on, or search for another entity."],
  "net.lonely": ["这个实体还没有与别的实体相连。右侧是它的名称与属性。", "This entity is not connected to any other yet. Its names and attributes are in the panel."],
  "table.subject": ["主体", "Subject"],
  "table.relation": ["关系", "Relation"],
  "table.object": ["客体", "Object"],
  "table.modality": ["状态", "State"],
  "table.confidence": ["可信度", "Confidence"],
  "table.evidence": ["依据", "Evidence"],
  "table.caption": ["当前显示的关系", "Relations shown"],

  "panel.label": ["详情", "Details"],
  "panel.names": ["其他名称", "Other names"],
  "panel.attributes": ["属性", "Attributes"],
  "panel.facts": ["关系", "Relations"],
  "panel.noFacts": ["没有与其他实体的关系。", "No relations to other entities."],
  "panel.observations": ["指标数据", "Observations"],
  "panel.sources": ["来源", "Sources"],
  "panel.expand": ["展开（还有 {n} 条未显示）", "Expand ({n} not shown)"],
  "panel.expanded": ["关系已全部显示", "All relations shown"],
  "panel.collapse": ["收起", "Collapse"],
  "panel.hide": ["隐藏", "Hide"],
  "panel.center": ["设为中心", "Make it the centre"],
  "panel.moreFacts": ["显示更多（共 {n} 条）", "Show more ({n} in all)"],
  "panel.addGroup": ["加入图中", "Add to network"],
  "panel.evidence": ["依据", "Evidence"],
  "panel.evidenceOf": ["查看依据：{text}", "Evidence: {text}"],
  "panel.sourcesCount": ["{n} 个来源", "{n} sources"],
  "panel.moreRows": ["显示全部 {n} 行", "Show all {n} rows"],
  "panel.more": ["另有 {n} 个", "{n} more"],
  "panel.role": ["职务：{role}", "Role: {role}"],
  "panel.inferred": ["推断", "inferred"],
  "obs.indicator": ["指标", "Indicator"],
  "obs.value": ["数值", "Value"],
  "obs.period": ["期间", "Period"],
  "obs.change": ["同比", "Change"],
  "obs.earlier": ["由 {value}", "from {value}"],
  "obs.completion": ["完成 {value}%", "{value}% of target"],
  "obs.min": ["超过", "over"],
  "obs.max": ["不足", "under"],
  "obs.subject": ["对象", "Of"],

  "ev.title": ["这条事实的依据", "Why this is believed"],
  "ev.back": ["返回 {name}", "Back to {name}"],
  "ev.inferredFrom": ["由另一条事实推出", "Follows from another fact"],
  "ev.count": ["{n} 处依据", "{n} pieces of evidence"],
  "ev.row": ["第 {n} 行", "row {n}"],
  "ev.gazetteerRow": ["名录 第 {n} 行", "Gazetteer, row {n}"],
  "ev.tableRow": ["表格 第 {n} 行", "Table, row {n}"],
  "ev.rule": ["规则", "Rule"],
  "ev.confidence": ["可信度", "Confidence"],
  "ev.modality": ["状态", "State"],
  "ev.attributed": ["说话人", "Said by"],
  "ev.none": ["这条事实没有记录依据。", "No evidence is recorded for this fact."],
  "modality.done": ["已实现", "Done"],
  "modality.planned": ["计划", "Planned"],
  "modality.aim": ["目标", "Aim"],
  "value.national": ["国家级", "national"],
  "value.provincial": ["省级", "provincial"],
  "value.municipal": ["市级", "municipal"],
  "value.any": ["不限级别", "any level"],
  "value.province": ["省级行政区", "province"],
  "value.prefecture": ["地级行政区", "prefecture"],
  "value.county": ["县级行政区", "county"],
  "value.macro": ["跨省区域", "macro-region"],
  "value.in force": ["现行有效", "in force"],
  "value.expired": ["已失效", "expired"],
  "value.draft": ["草案", "draft"],

  "kind.document": ["文档", "Document"],
  "kind.table": ["表格", "Table"],
  "kind.gazetteer": ["名录", "Gazetteer"],

  "doc.untitled": ["无标题", "Untitled"],
  "doc.byline": ["作者", "By"],
  "doc.published": ["日期", "Date"],
  "doc.source": ["文件", "File"],
  "doc.marks": ["标注类型", "Marked types"],
  "doc.statements": ["读出的关系", "Relations read from it"],
  "doc.noStatements": ["没有从这篇文档读出关系。", "No relation was read from this document."],
  "doc.noMentions": ["这篇文档没有标注实体。", "No entity is marked in this document."],
  "doc.rows": ["这是一份{kind}，不是文章。它的内容逐行成为图谱中的事实。", "This is a {kind}, not an article. Its rows are facts of the graph."],

  "sparql.title": ["SPARQL 查询", "SPARQL query"],
  "sparql.lead": ["只读。下列前缀不必声明。", "Read-only. These prefixes need no declaration."],
  "sparql.prefixes": ["已知前缀", "Known prefixes"],
  "sparql.query": ["查询语句", "Query"],
  "sparql.run": ["运行", "Run"],
  "sparql.stop": ["停止", "Stop"],
  "sparql.running": ["正在查询……", "Running…"],
  "sparql.shortcut": ["Ctrl + Enter 运行，Ctrl + 空格补全", "Ctrl + Enter runs it, Ctrl + Space completes"],
  "sparql.questions": ["常问的问题（{n}）", "Questions ({n})"],
  "sparql.rows": ["{n} 行 · {ms} 毫秒", "{n} rows · {ms} ms"],
  "sparql.shown": ["只显示前 {n} 行，下载可得全部", "The first {n} rows; the download has all"],
  "sparql.none": ["没有符合条件的结果。", "No results."],
  "sparql.yes": ["是", "Yes"],
  "sparql.no": ["否", "No"],
  "sparql.find": ["在问题里查找", "Find a question"],
  "sparql.parameters": ["所选问题", "The chosen question"],
  "sparql.text": ["取值（{name}）", "Value ({name})"],
  "sparql.number": ["数值（{name}）", "Number ({name})"],
  "sparql.completions": ["补全", "Completions"],
  "sparql.prefix": ["前缀", "prefix"],
  "sparql.class": ["类", "class"],
  "sparql.relation": ["关系", "relation"],
  "sparql.attribute": ["属性", "attribute"],
  "sparql.table": ["表格", "Table"],
  "sparql.bars": ["条形图", "Bars"],
  "sparql.shownBars": ["图中为前 {n} 行", "The bars are the first {n} rows"],
  "sparql.csv": ["下载 CSV", "Download CSV"],
  "sparql.ttl": ["下载 Turtle", "Download Turtle"],
  "sparql.error": ["查询没有完成", "The query was not answered"],
  "sparql.line": ["第 {n} 行", "Line {n}"],
  "sparql.result": ["结果", "Result"],
  "sparql.stopped": ["已停止。", "Stopped."],

  "extract.title": ["读一篇你的报告", "Read your own report"],
  "extract.lead": ["粘贴中文文字（最多 200 kB），看看能读出哪些实体、关系和指标。内容不会保存。", "Paste Chinese text (up to 200 kB) and see which entities, relations and figures are read from it. Nothing is stored."],
  "extract.text": ["报告文字", "Text of the report"],
  "extract.placeholder": ["在这里粘贴文字", "Paste the text here"],
  "extract.run": ["读取", "Read it"],
  "extract.sample": ["填入示例", "Use a sample"],
  "extract.running": ["正在读取文字……", "Reading…"],
  "extract.empty": ["请先粘贴一些文字。", "Paste some text first."],
  "extract.nothing": ["没有从文字中读出实体。", "No entity was read from the text."],
  "extract.articles": ["读出 {n} 篇文章", "{n} articles"],
  "extract.entities": ["实体（{n}）", "Entities ({n})"],
  "extract.relations": ["关系（{n}）", "Relations ({n})"],
  "extract.observations": ["指标数据（{n}）", "Observations ({n})"],
  "extract.none": ["无", "None"],
  "extract.show": ["在文中标出", "Mark it in the text"],
  "extract.download": ["下载 JSON", "Download JSON"],
};

const KEY = "parkgraph.language";
let current = readLanguage();

function readLanguage() {
  try {
    return window.localStorage.getItem(KEY) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

/** "zh" or "en". */
export const language = () => current;

/** Change the language of the pages and remember it. */
export function setLanguage(code) {
  current = code;
  document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
  try {
    window.localStorage.setItem(KEY, code);
  } catch {
    // a browser without storage forgets the choice
  }
}

/** The words for a key, with {name} placeholders filled in. */
export function t(key, values = {}) {
  const text = words[key][current === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/gu, (_, name) => String(values[name]));
}

/** The word for a coded value of an attribute (level, kind, status); any other value as it is. */
export const valueWord = (value) => (Object.hasOwn(words, `value.${value}`) ? t(`value.${value}`) : String(value));

/** The label {zh, en} in the current language, or what there is of it. */
export const pick = (label) => label?.[current] ?? label?.zh ?? label?.en ?? "";

/** A number in the current language's digits and grouping. */
export const number = (value) => Number(value).toLocaleString(current === "zh" ? "zh-CN" : "en", { maximumFractionDigits: 6 });

/** An ISO time as a date and minute in the reader's time zone; the text itself when it is no time. */
export function time(text) {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return text;
  return moment.toLocaleString(current === "zh" ? "zh-CN" : "en", { dateStyle: "medium", timeStyle: "short" });
}

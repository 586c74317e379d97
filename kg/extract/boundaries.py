"""Where a name begins: the commonest fault of Chinese name finding is a verb, a place or a title glued to it."""

from __future__ import annotations

import re

from kg.extract.article import Article
from kg.extract.segmenter import Word

# Parts of speech that end a noun phrase to the left (ICTCLAS tags as in jieba's dictionary).
_STOP_TAGS = frozenset("v vd vq vi vg p c cc u uj ul uz ug uv ud d r rr rz t tg f q y o e df mq i".split())
# Verbs that stand inside the names of bodies and platforms.
INNER_VERBS = frozenset(
    "创新 研发 制造 孵化 服务 检测 设计 交易 加工 保护 赋能 投资 控股 发展 开发 管理 合作 示范 试验 教育 培训 建设 研究 实验 "
    "测试 计算 检验 物流 创业 集成 应用 转化 监测 生产 运营 推广 融合 共享 互联 智造 仿真 认证 贸易 审计 咨询 设计 勘察 规划 监理 "
    "印刷 包装 养殖 种植 建筑 装饰 租赁 担保 出版 传播 回收 再生 改革 开放 保税 治理 协同 展示 体验 智能 提升 培育 保障 引导".split()
)
# Words that a dictionary calls nouns but that stand before a name, not in it.
_STOP_WORDS = frozenset(
    "重点 申报 其中 包括 以及 等 对外 对内 区内 区外 园区 一批 目前 今年 去年 明年 近日 日前 此外 同时 全区 全市 全省 全县 全国 我国 我省 我市 我区 "
    "本报 记者 通讯员 图片 来源 企业 公司 子公司 控股 股东 客户 集团旗下 旗下 项目 有关 相关 负责人 一家 两家 多家 一个 首个 首家 第一家 一期 二期 "
    "充分发挥 发挥 商定 双方 三方 使 让 计划 规划 拟 新开工 复工 在建 境外 其他 部分 隶属 隶属于 归属于 成员 会员 成员单位 会员单位 理事单位 行业龙头 龙头企业 领军企业 头部企业 上市公司 民营企业 国有企业 代表企业 途经 供应商 制造商 运营商 生产商 服务商 开发商 巨头 厂商 品牌商 投建 投资建设 兴建 新建 筹建 拟建 全资 认真 严格 积极响应 全面完成 全面 响应 来到 前往 赴 选址 同属 投向 另有 这是 还有 属于 归属 更有 只有 仍有 均为 都是 就是 也是 即是 乃是 分属 位列 迁至 搬至 座落 座落于 坐落于 落地 落户于 包含 涵盖 利用 运用 面向 针对 优化 壮大 提升 改造 做强 做大 带动 促进 引领 强化 深化 聚力 加强 增强 拓展 延伸 攻坚 大力 着力 全力 积极 深入 共同 联合 先后 陆续 成功 正式 主要 例如 比如 譬如 特别 尤其 分别 依托 借助 通过 围绕 聚焦 位于 坐落 落户 入驻 引进 建成 "
    "作为 成为 形成 打造 来自 来到 走进 走访 考察 调研 参观 参加 出席 获批 成立 组建 设立 创建 建立 携手 牵手 关于 根据 按照 以 由 与 和 及 在 从 到 "
    "称 说 为 是 有 将 被 把 对 向 至 于 中 内 上 下 前 后 时 该 此 各 每 某 本 其 这 那 了 的 地 得 着 过 所 也 都 还 又 再 就 才 更 最 很 不 未 无 非 "
    "国内外 世界 全球 国际 全球最大 知名 著名 大型 一流 优秀 龙头 骨干 上市 民营 国有 外资 合资 总部 参股 报告期 公告 名称 注册 单位 地址 住址 甲方 乙方 原 现 "
    "建好 做好 用好 办好 推动 支持 鼓励 帮助 协助 扶持 指导 服务 协调 对接 加快 推进 实施 开展 启动 承担 落实 加强 完善 构建 扩大 举行 举办 召开".split()
)
# Characters that are words of their own, hardly ever part of a coined name.
FUNCTION_CHARACTERS = frozenset(
    "的了和与在等以是为由从对将把被向及其该给让使并或也还就不未已各每某本这那有到于中内上下之而且但如若至自共均再又约近超达个家项件条名位年月日时"
)
_NEVER_STOP = frozenset("高新 经开 现代 未来 中央 当代 南方 北方 东方 西部 东部 南部 北部 中部 可".split())
_COUNT = re.compile(
    r"[\d.万亿]*元$|第[一二三四五六七八九十\d]+[条章节款届]$|[一二两三四五六七八九十百千多数几\d]+(?:个|家|项|批|条|名|位|处|轮|座|所|余|多|余家|多家)$|[一二三四五六七八九]是$"
)
_DATE = re.compile(r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?\d{1,2}日|(?:19|20)\d\d年(?!度)")
_DATE = re.compile(r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?\d{1,2}日")
_QUOTES = {"”": "“", "’": "‘", "）": "（", ")": "(", "》": "《"}


def grow_left(
    article: Article,
    position: int,
    *,
    limit: int = 24,
    verbs: frozenset[str] = INNER_VERBS,
    stops: frozenset[str] = frozenset(),
) -> int:
    """The start of the noun phrase that ends at `position` (at most `limit` characters), by the words before it.

    verbs: verbs that may stand inside. stops: further words that end the phrase.
    """
    start = position
    floor = max(0, position - limit)
    skip_until: int | None = None
    for word in article.words_before(position):
        if word.start < floor:
            break
        if skip_until is not None:
            if word.start <= skip_until:
                start, skip_until = word.start, None
            continue
        if word.text in _QUOTES:
            opening = article.text.rfind(_QUOTES[word.text], floor, word.start)
            if opening < 0 or any(c in "，。；" for c in article.text[opening : word.start]):
                break
            start, skip_until = opening, opening
            if word.start == opening:
                skip_until = None
            continue
        if word.text == "—" and article.text[word.start - 1] == "—":
            break
        if word.text in stops or (_ends_phrase(word, verbs) and not _inside_coined(article, word, start, position)):
            break
        start = word.start
    return _trim(article, start, position)


def _inside_coined(article: Article, word: Word, start: int, position: int) -> bool:
    """A single character beside another one is part of a coined name that the dictionary cut up: 山 推 机械."""
    if (
        len(word.text) != 1
        or not word.text.isalpha()
        or word.text in FUNCTION_CHARACTERS
        or (start == position and position - word.start > 1)
    ):
        return False
    before = article.text[word.start - 1 : word.start]
    neighbour = next((w for w in article.words_before(word.start)), None)
    return (
        bool(before)
        and neighbour is not None
        and len(neighbour.text) == 1
        and neighbour.text.isalpha()
        and neighbour.text not in FUNCTION_CHARACTERS
    )


def _ends_phrase(word: Word, verbs: frozenset[str]) -> bool:
    if word.text in verbs or word.text in _NEVER_STOP:
        return False
    if not _is_name_word(word) or word.text in _STOP_WORDS or is_phrase(word.text):
        return True
    return (word.tag in _STOP_TAGS and len(word.text) <= 4) or bool(_COUNT.match(word.text))


def _is_name_word(word: Word) -> bool:
    return any(c.isalnum() for c in word.text) or word.text in {"·", "-", "—", "－", "&", "+", "“", "•"}


def _trim(article: Article, start: int, end: int) -> int:
    """Drop what cannot begin a name: dashes, quotation marks left open, classifiers such as 家 after a number."""
    while start < end and (
        article.text[start] in "·-—－&+，、”的" or (article.text[start] == "“" and "”" not in article.text[start:end])
    ):
        start += 1
    date = _DATE.match(article.text, start, end)
    start = date.end() if date and date.end() < end - 1 else start
    first = next((w for w in article.words_after(start)), None)
    if (
        first
        and first.tag == "x"
        and len(first.text) >= 2
        and first.text[0] in "以由与和从将把被向及使让给据因对"
        and end - start >= 3
    ):
        start += 1
    return start


def is_new(word: Word) -> bool:
    """Whether a word looks coined: in no dictionary, or a name of a person, place or thing in it."""
    return word.tag in {"x", "nr", "nrt", "nrfg", "nz", "ns", "nt", "eng", "j"} and any(c.isalnum() for c in word.text)


def is_phrase(text: str) -> bool:
    """Whether a word of four characters is an adverb and a verb: 大力发展, 积极培育."""
    return len(text) == 4 and text[:2] in _STOP_WORDS and (text[2:] in _DOINGS or text[2:] in _STOP_WORDS)


def is_stop(word: Word) -> bool:
    """Whether a word stands before names, not in them: 全球, 其中, 引进."""
    return word.text in _STOP_WORDS


_OTHER_NAMES = ("Park", "Platform", "Alliance", "Organization", "Region")
_DOINGS = frozenset("服务 管理 运营 建设 引导 支持 推广 培育 发展 投资 合作 保障 孵化 规划 研发 设计 开发 生产".split())


def after_other_name(article: Article, start: int, end: int) -> int:
    """某某联盟服务集成电路|产业: where the name that ends at `end` begins once another name and its verb are taken off."""
    others = tuple(
        s for n in _OTHER_NAMES if n in article.ontology.types for s in article.ontology.types[n].name_suffixes
    )
    begin = start
    for word in article.words_after(start):
        if word.end >= end:
            break
        verb = word.text in _DOINGS or word.tag in {"v", "vn"}
        if verb and word.start - begin >= 3 and article.text[begin : word.start].endswith(others):
            begin = word.end
    return begin

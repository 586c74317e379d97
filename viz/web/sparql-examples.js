// Eight questions and their queries. Variables are in Chinese: they become the heads of the result's columns.

/** [key of the question in i18n.js, query]. */
export const EXAMPLES = [
  [
    "example.parkFirms",
    `SELECT ?园区名 ?企业名 ?企业 WHERE {
  ?企业 kg:locatedInPark ?园区 ; a kg:Firm ; rdfs:label ?企业名 .
  ?园区 rdfs:label ?园区名 .
}
ORDER BY ?园区名 ?企业名
LIMIT 200`,
  ],
  [
    "example.chain",
    `SELECT ?产业链 ?环节 ?企业 WHERE {
  ?c a kg:IndustryChain ; rdfs:label ?产业链 ; kg:hasSegment ?s .
  ?s rdfs:label ?环节 .
  OPTIONAL { ?f kg:operatesIn|kg:produces ?s ; a kg:Firm ; rdfs:label ?企业 }
  FILTER CONTAINS(?产业链, "光伏")
}
ORDER BY ?产业链 ?环节
LIMIT 200`,
  ],
  [
    "example.policies",
    `SELECT ?政策 ?对象 ?原文 WHERE {
  GRAPH ?文档 {
    ?s rdf:predicate kg:targets ; rdf:subject ?p ; rdf:object ?o ; kg:evidence ?e .
    ?e kg:quote ?原文 .
  }
  ?p rdfs:label ?政策 .
  ?o rdfs:label ?对象 .
}
ORDER BY ?政策
LIMIT 200`,
  ],
  [
    "example.planned",
    `SELECT ?谁 ?关系 ?什么 ?状态 ?原文 WHERE {
  GRAPH ?文档 {
    ?s rdf:predicate ?r ; rdf:subject ?a ; rdf:object ?b ; kg:evidence ?e .
    ?e kg:modality ?状态 ; kg:quote ?原文 .
  }
  GRAPH <https://parkgraph.example/ontology> { ?r rdfs:label ?关系 }
  ?a rdfs:label ?谁 .
  ?b rdfs:label ?什么 .
  FILTER (?状态 != "done" && LANG(?关系) = "zh")
}
LIMIT 200`,
  ],
  [
    "example.titles",
    `SELECT ?称号 ?企业名 ?企业 WHERE {
  ?企业 kg:holdsTitle ?t ; a kg:Firm ; rdfs:label ?企业名 .
  ?t rdfs:label ?称号 .
}
ORDER BY ?称号 ?企业名
LIMIT 200`,
  ],
  [
    "example.figures",
    `SELECT ?园区 ?指标 ?数值 ?单位 ?期间 ?同比 WHERE {
  ?p a kg:Park ; rdfs:label ?园区 ; kg:hasObservation ?o .
  ?o kg:indicator/rdfs:label ?指标 ; kg:valueText ?数值 ; kg:unit ?单位 .
  OPTIONAL { ?o kg:period ?期间 }
  OPTIONAL { ?o kg:change ?同比 }
  FILTER (STR(?指标) != "核准面积")
}
ORDER BY ?园区 ?指标
LIMIT 200`,
  ],
  [
    "example.provinces",
    `SELECT ?省 (COUNT(DISTINCT ?p) AS ?国家级园区) WHERE {
  ?p a kg:Park ; kg:level "national" ; kg:inRegion/kg:partOf* ?r .
  ?r kg:kind "province" ; rdfs:label ?省 .
}
GROUP BY ?省
ORDER BY DESC(?国家级园区)`,
  ],
  [
    "example.supply",
    `SELECT ?上游 ?下游 WHERE {
  ?a kg:upstreamOf ?b ; rdfs:label ?上游 .
  ?b rdfs:label ?下游 .
}
ORDER BY ?上游
LIMIT 200`,
  ],
];

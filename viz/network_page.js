"use strict";
(() => {
  const graph = JSON.parse(document.getElementById("graph").textContent);
  const nodes = new vis.DataSet(graph.nodes);
  const edges = new vis.DataSet(graph.edges);
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, graph.options);
  network.once("stabilizationIterationsDone", () => network.setOptions({ physics: false }));

  const chosen = document.getElementById("chosen");
  const add = (tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    chosen.append(element);
  };
  const show = (edge) => {
    add("p", `${nodes.get(edge.from).name} — ${edge.label} → ${nodes.get(edge.to).name}`);
    for (const reason of edge.reasons) {
      add("p", `${reason.modality} · ${reason.source}${reason.row ? ` 第 ${reason.row} 行` : ""}`);
      if (reason.quote) add("blockquote", reason.quote);
    }
  };
  network.on("click", ({ nodes: [node], edges: found }) => {
    if (node === undefined && !found.length) return;
    chosen.replaceChildren();
    add("h2", node === undefined ? "证据" : nodes.get(node).name);
    found.slice(0, 50).forEach((id) => show(edges.get(id)));
  });
  window.parkgraph = { network, nodes, edges };
})();

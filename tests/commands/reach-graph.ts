/** A graph as Graphviz would read it; of its grammar as much as `reach` writes. */
export interface Graph {
  /** Labels of the boxes, each with the nodes in it. */
  readonly boxes: Map<string, string[]>;
  /** `from -> to: label` */
  readonly arrows: string[];
}

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|->|[{}[\];=]|[A-Za-z_]\w*|-?\d+(?:\.\d+)?)/y;

/** Throws where the text is no graph in Graphviz' language. */
export function parseGraph(text: string): Graph {
  const tokens = tokensOf(text);
  let at = 0;
  const take = (...wanted: string[]): string => {
    const token = tokens[at++];
    if (token === undefined || (wanted.length > 0 && !wanted.includes(token)))
      throw new Error(`token ${at} is ${String(token)}, not ${wanted.join(" or ")}`);
    return token;
  };
  const id = (): string => {
    const token = take();
    if (!/^["\w]/.test(token)) throw new Error(`token ${at} is ${token}, not an ID`);
    return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, "$1") : token;
  };
  const attributes = (): string => {
    let label = "";
    while (tokens[at] === "[") {
      for (take("["); tokens[at] !== "]";) {
        const key = id();
        take("=");
        const value = id();
        if (key === "label") label = value;
      }
      take("]");
    }
    return label;
  };
  const graph: Graph = { boxes: new Map(), arrows: [] };
  const statements = (): string[] => {
    const nodes: string[] = [];
    for (take("{"); tokens[at] !== "}";) {
      if (tokens[at] === "subgraph") {
        take("subgraph");
        if (!id().startsWith("cluster")) throw new Error("Graphviz draws no box around it");
        const inner = statements();
        graph.boxes.set(inner[0] ?? "", inner.slice(1));
        continue;
      }
      const first = id();
      if (tokens[at] === "=") {
        take("=");
        const value = id();
        if (first === "label") nodes.unshift(value);
      } else if (tokens[at] === "->") {
        take("->");
        const to = id();
        graph.arrows.push(`${first} -> ${to}: ${attributes()}`);
      } else if (attributes() !== "" || first !== "node") nodes.push(first);
      take(";");
    }
    take("}");
    return nodes;
  };
  take("digraph");
  id();
  statements();
  if (at !== tokens.length) throw new Error("there is more behind the graph");
  return graph;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.trimEnd().length;) {
    const place = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`no token: ${text.slice(place, place + 20)}`);
    tokens.push(token);
  }
  return tokens;
}

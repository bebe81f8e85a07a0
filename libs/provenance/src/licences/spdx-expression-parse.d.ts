declare module 'spdx-expression-parse' {
  type Leaf = { license: string; plus?: true; exception?: string };
  type Branch = { left: Expression; conjunction: 'and' | 'or'; right: Expression };
  type Expression = Leaf | Branch;
  /** Throws an Error on anything that is no SPDX licence expression. */
  function parse(expression: string): Expression;
  namespace parse {
    export { Branch, Expression, Leaf };
  }
  export = parse;
}

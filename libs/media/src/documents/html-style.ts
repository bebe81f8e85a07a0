/** One column of text, hairlines instead of boxes; contrasts of 7:1 or more; page numbers in print. */
export const STYLE = `
:root { color-scheme: light; --ink: #1d2327; --soft: #4a545b; --line: #c9cfd3; --accent: #1f4e5f; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 4rem; border-bottom: 2px solid var(--accent); margin-bottom: 1.5rem; }
.kicker { margin: 0; color: var(--soft); font-variant-numeric: tabular-nums; }
h1 { font-size: 2rem; line-height: 1.2; font-weight: 600; margin: .25rem 0; text-wrap: balance; }
.subtitle { margin: 0 0 1.25rem; color: var(--soft); font-size: 1.125rem; overflow-wrap: anywhere; }
h2 { font-size: 1.375rem; font-weight: 600; margin: 2.75rem 0 .75rem; color: var(--accent); line-height: 1.3; }
h3 { font-size: 1.0625rem; font-weight: 600; margin: 1.75rem 0 .5rem; line-height: 1.35; }
h4 { font-size: 1rem; font-weight: 600; margin: 1.25rem 0 .25rem; color: var(--soft); }
h2, h3, h4 { overflow-wrap: anywhere; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
dl { margin: .5rem 0 1rem; }
dl > div { display: grid; grid-template-columns: 13rem 1fr; gap: .25rem 1.5rem; padding: .5rem 0; border-top: 1px solid var(--line); }
dl > div:last-child { border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.facts dd { font-variant-numeric: tabular-nums; }
.notice { color: var(--soft); border-left: 3px solid var(--accent); padding-left: 1rem; margin: 1.5rem 0; }
.unstated { color: var(--soft); }
.table { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .375rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-top: 2px solid var(--ink); }
tbody tr:last-child > * { border-bottom: 1px solid var(--line); }
tbody th { font-weight: 400; }
ul { margin: .5rem 0; padding-left: 1.25rem; }
footer { margin-top: 3rem; padding-top: 1rem; padding-bottom: 3rem; color: var(--soft); font-size: .875rem; }
footer p { border-top: 1px solid var(--line); padding-top: .75rem; }
@media (max-width: 36rem) { dl > div { grid-template-columns: 1fr; } header { padding-top: 2rem; } }
@media print {
  @page { size: A4; margin: 22mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
  body { font-size: 10pt; } main, footer { max-width: none; padding: 0; } header { padding-top: 0; }
  h2, h3, h4, caption { break-after: avoid; } dl > div, tr, li { break-inside: avoid; } thead { display: table-header-group; }
  .table { overflow: visible; } footer { display: none; }
}
`;

import { NOT_STATED, type PaperAnswer, type PaperBlock, type PaperDocument } from '@maquette/kernel';
import { STYLE } from './html-style';

/**
 * The document as one self-contained HTML file: no script, nothing fetched, readable by screen readers, and laid out for
 * A4 when printed. The same document gives the same bytes.
 */
export function htmlOf(document: PaperDocument): string {
  const { title, subtitle, date, author, facts, notice, sections } = document;
  const body = sections.map(({ level, heading, blocks }) => {
    const tag = `h${level + 1}`;
    return [`<${tag}>${escaped(heading)}</${tag}>`, ...blocks.map(blockOf)].join('\n');
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escaped(author)}">
<meta name="dcterms.date" content="${escaped(date)}">
<title>${escaped(`${title}: ${subtitle}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<p class="kicker"><time datetime="${escaped(date)}">${escaped(date)}</time></p>
<h1>${escaped(title)}</h1>
<p class="subtitle">${escaped(subtitle)}</p>
</header>
${answersOf(facts, 'facts')}
<p class="notice">${escaped(notice)}</p>
${body.join('\n')}
</main>
<footer><p>${escaped(title)} · ${escaped(subtitle)} · record of <time datetime="${escaped(date)}">${escaped(date)}</time></p></footer>
</body>
</html>
`;
}

function blockOf(block: PaperBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text === null ? `<p>${textOf(null)}</p>` : `<p>${textOf(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${textOf(item)}</li>`).join('')}</ul>`;
    case 'answers':
      return answersOf(block.answers, 'answers');
    case 'table':
      return tableOf(block);
  }
}

function answersOf(answers: readonly PaperAnswer[], className: string): string {
  const rows = answers.map(
    ({ question, answer }) => `<div><dt>${escaped(question)}</dt><dd>${textOf(answer)}</dd></div>`,
  );
  return `<dl class="${className}">\n${rows.join('\n')}\n</dl>`;
}

function tableOf({ caption, head, rows }: PaperBlock & { kind: 'table' }): string {
  const heads = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  const body = rows.map(
    ([first, ...cells]) =>
      `<tr><th scope="row">${textOf(first)}</th>${cells.map((cell) => `<td>${textOf(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="table" role="region" aria-label="${escaped(caption)}" tabindex="0"><table>
<caption>${escaped(caption)}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function textOf(text: string | null): string {
  return text === null ? `<em class="unstated">${NOT_STATED}</em>` : escaped(text).replaceAll('\n', '<br>');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

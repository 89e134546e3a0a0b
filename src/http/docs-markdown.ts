import path from 'node:path';
import { Marked, Renderer } from 'marked';
import { Html, html } from './html.ts';
import { jsonText } from './reference-example.ts';
import { codeBox, heading } from './reference-parts.ts';

/** Where links of the Markdown files lead on the server. */
export interface LinkMap {
  /** The path under which the server is reached. */
  root: string;
  /** Its public address, which stands in the examples in place of this one. */
  serverUrl: string;
  /** Addresses below `/docs` by the file that is shown there. */
  slugs: ReadonlyMap<string, string>;
}

/** The server's address as the files in the repository write it. */
const exampleUrl = 'https://daybook.example.com';

/** A heading of a page, for the contents. */
export interface Heading {
  id: string;
  title: string;
}

const languages: Record<string, string> = {
  sh: 'Shell',
  ts: 'TypeScript',
  js: 'JavaScript',
  json: 'JSON',
  python: 'Python',
  php: 'PHP',
  go: 'Go',
  html: 'HTML',
  ini: 'Settings',
  yaml: 'YAML',
  diff: 'Change',
};

/** The HTML of one of our Markdown files without its title, and its headings. HTML in the file is not taken over. */
export function renderMarkdown(markdown: string, file: string, links: LinkMap): { body: Html; headings: Heading[] } {
  const headings: Heading[] = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = anchorOf(text);
        if (depth === 2) headings.push({ id, title: text.replaceAll('`', '') });
        return heading(depth === 2 ? 2 : 3, id, new Html(this.parser.parseInline(tokens))).text;
      },
      link({ href, tokens }) {
        return html`<a href="${target(href, file, links)}">${new Html(this.parser.parseInline(tokens))}</a>`.text;
      },
      code({ text, lang }) {
        const code = lang === 'json' ? jsonText(text) : text;
        return codeBox(languages[lang ?? ''] ?? 'Text', code, text.split('\n').length).text;
      },
      table(token) {
        // Browsers let the keyboard scroll what overflows, and only then stop there.
        return html`<div class="table">${new Html(Renderer.prototype.table.call(this, token))}</div>`.text;
      },
      html: ({ text }) => (text.startsWith('<!--') ? '' : html`${text}`.text),
    },
  });
  const text = markdown.replaceAll(exampleUrl, links.serverUrl);
  return { body: new Html(marked.parse(text, { async: false })), headings };
}

/** The id of a heading, as GitHub makes it. */
function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** Where a link of a file leads: to the page that shows the other file, to our own server, or away. */
function target(href: string, file: string, { root, serverUrl, slugs }: LinkMap): string {
  if (href.startsWith(`${serverUrl}/`)) return root + href.slice(serverUrl.length);
  if (/^(https?:|#)/.test(href)) return href;
  const [relative, fragment] = href.split('#') as [string, string?];
  const slug = slugs.get(path.posix.join(path.posix.dirname(file), relative));
  if (slug === undefined) throw new Error(`${file}: the link to ${href} leads to no page`);
  return docsPath(root, slug) + (fragment === undefined ? '' : `#${fragment}`);
}

/** The path of a page of the developer centre. */
export function docsPath(root: string, slug: string): string {
  return slug === '' ? `${root}/docs` : `${root}/docs/${slug}`;
}

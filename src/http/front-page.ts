import { html } from './html.ts';
import { pageFrame } from './reference-frame.ts';

/** What a person finds who opens the server's address: what this is, that it runs, and where to go on. */
export function frontPage({ version, root }: { version: string; root: string }): string {
  const body = html`<main id="main" class="front" tabindex="-1">
<h1 id="top">Daybook</h1>
<p class="lead">A scheduling server that speaks the OnceHub REST API.</p>
<p class="running"><span class="dot" aria-hidden="true"></span>Version ${version} is running here.</p>
<ul>
<li><a href="${root}/docs">Guides</a> <span>How to begin, what holds for every request, webhooks and recipes.</span></li>
<li><a href="${root}/docs/reference">API reference</a> <span>Every operation with its fields, errors and examples.</span></li>
<li><a href="${root}/openapi.json">OpenAPI document</a> <span>The same for machines: clients, tests and tools.</span></li>
<li><a href="${root}/healthz">Health</a> <span>For monitors: answers while the server is alive.</span></li>
</ul>
</main>`;
  return pageFrame({ title: 'Daybook', root, body });
}

import { globSync, readFileSync, writeFileSync } from 'node:fs';

const place = /<!-- sample (\S+) -->\n```(\w*)\n[\s\S]*?```/g;

/** The pages of the docs that show files of docs/samples, with the files as they are now. */
function pages(): { file: string; text: string; wanted: string }[] {
  return globSync('docs/**/*.md').map((file) => {
    const text = readFileSync(file, 'utf8');
    const wanted = text.replace(
      place,
      (_, sample, language) => `<!-- sample ${sample} -->\n\`\`\`${language}\n${readFileSync(sample, 'utf8')}\`\`\``,
    );
    return { file, text, wanted };
  });
}

/** The pages that show a sample which has changed since. */
export function staleSamples(): string[] {
  return pages()
    .filter(({ text, wanted }) => text !== wanted)
    .map(({ file }) => file);
}

/** Run by itself, it puts the samples into the pages. */
if (import.meta.main) for (const { file, text, wanted } of pages()) if (text !== wanted) writeFileSync(file, wanted);

// Bundles what the browser gets into kambium/core/static/dist. Names stay stable; the server adds the hashes.
import { build } from 'esbuild';
import { bundle, browserslistToTargets } from 'lightningcss';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const OUT = join(ROOT, '../kambium/core/static/dist');
const here = path => join(ROOT, path);
const out = name => join(OUT, name);
const parcel = path => here(`node_modules/${path}`);
const FLOOR = { esbuild: ['chrome111', 'firefox128', 'safari16.4'], css: ['chrome 111', 'firefox 128', 'safari 16.4'] };

async function scripts() {
  const lazy = (await readdir(here('src/js/lazy'))).map(name => here(`src/js/lazy/${name}`));
  await build({
    entryPoints: [here('src/js/app.js'), ...lazy], entryNames: '[name]', outdir: OUT,
    bundle: true, minify: true, format: 'esm', target: FLOOR.esbuild, legalComments: 'none', logLevel: 'warning',
  });
}

async function styles() {
  const { code, warnings } = bundle({ filename: here('src/css/kambium.css'), minify: true, targets: browserslistToTargets(FLOOR.css) });
  if (warnings.length) throw new Error(warnings.map(w => `${w.loc.filename}:${w.loc.line}: ${w.message}`).join('\n'));
  await writeFile(out('kambium.css'), code);
}

async function icons() {
  const names = (await readFile(here('icons.txt'), 'utf8')).split('\n').filter(line => line && !line.startsWith('#'));
  const symbols = await Promise.all(names.map(symbol));
  await writeFile(out('icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
}

async function symbol(name) {
  const source = await readFile(parcel(`lucide-static/icons/${name}.svg`), 'utf8').catch(() => {
    throw new Error(`icons.txt: there is no icon named "${name}"`);
  });
  const drawing = source.replace(/<!--.*?-->/gs, '').match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/\s+/g, ' ').replace(/> </g, '><').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
}

async function fonts() {
  await cp(parcel('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'), out('inter.woff2'));
}

async function licences() {
  const carried = ['htmx.org', 'lucide-static', '@fontsource-variable/inter'];
  const texts = await Promise.all(carried.map(async name => `${name}\n\n${await readFile(parcel(`${name}/LICENSE`), 'utf8')}`));
  await writeFile(out('licences.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
await Promise.all([scripts(), styles(), icons(), fonts(), licences()]);

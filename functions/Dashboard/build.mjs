// Builds the page into a directory: `node build.mjs --out DIR`. Called by Dashboard.targets whenever a source has changed.
// Only what Node.js itself has is imported before npm ci has run.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { withLock } from './lock.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const run = promisify(execFile);
const installed = join(root, 'node_modules', '.insights-lock');

function say(text) {
  console.log(`Dashboard: ${text}`);
}

// npm ci empties node_modules first: it runs when the lock file is another one than that of the last complete installation.
async function install() {
  const lock = createHash('sha256').update(await readFile(join(root, 'package-lock.json'))).digest('hex');
  const known = await readFile(installed, 'utf8').catch(() => '');
  if (known === lock) {
    return;
  }

  say('installing the packages of package-lock.json (npm ci, this once) ...');
  const started = performance.now();
  const progress = setInterval(() => say(`... still installing after ${seconds(started)} s`), 5000);
  try {
    const windows = process.platform === 'win32';
    await run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: root, shell: windows });
  } catch (error) {
    throw new Error(`npm ci in ${root} failed. npm comes with Node.js 20 or newer (https://nodejs.org). It said:\n${error.stderr || error.message}`);
  } finally {
    clearInterval(progress);
  }

  await writeFile(installed, lock);
  say(`installed in ${seconds(started)} s`);
}

function seconds(since) {
  return Math.round((performance.now() - since) / 1000);
}

async function check() {
  try {
    await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', root]);
  } catch (error) {
    throw new Error(`the types do not fit:\n${error.stdout || error.message}`);
  }
}

async function bundle() {
  const { build } = await import('esbuild');
  const result = await build({
    absWorkingDir: root,
    entryPoints: { app: 'src/main.tsx', style: 'styles/all.css' },
    outdir: 'assets',
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2022', 'chrome123', 'firefox128', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return result.outputFiles.map(file => ({ name: basename(file.path), contents: Buffer.from(file.contents) }));
}

async function pageOf(assets) {
  const page = await readFile(join(root, 'index.html'), 'utf8');
  const nameOf = end => assets.find(asset => asset.name.endsWith(end)).name;
  return Buffer.from(page.replace('{{style}}', `/assets/${nameOf('.css')}`).replace('{{script}}', `/assets/${nameOf('.js')}`));
}

async function write(directory, files) {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  for (const { name, contents } of files) {
    await writeFile(join(directory, name), contents);
    await writeFile(join(directory, `${name}.br`), await brotli(contents, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
    }));
    await writeFile(join(directory, `${name}.gz`), await zip(contents, { level: 9 }));
  }
}

async function main(out) {
  const started = performance.now();
  await withLock(join(root, '.build-lock'), say, async () => {
    await install();
    const [assets] = await Promise.all([bundle(), check()]);
    const icon = { name: 'favicon.svg', contents: await readFile(join(root, 'favicon.svg')) };
    const files = [{ name: 'index.html', contents: await pageOf(assets) }, icon, ...assets];
    const temporary = `${out}.${process.pid}`;
    await mkdir(temporary, { recursive: true });
    await write(temporary, files);

    // All at once: whoever embeds the directory meanwhile finds the old page or the new one, never a part of one.
    await rm(out, { recursive: true, force: true });
    await rename(temporary, out);
    const bytes = files.reduce((sum, file) => sum + file.contents.length, 0);
    say(`built ${files.length} files, ${Math.round(bytes / 1024)} KB before compression, in ${Math.round(performance.now() - started)} ms`);
  });
}

const option = process.argv.indexOf('--out');
if (option < 0 || !process.argv[option + 1]) {
  console.error('Usage: node build.mjs --out DIR');
  process.exit(2);
}

try {
  await main(resolve(process.argv[option + 1]));
} catch (error) {
  // In the form that MSBuild turns into a build error.
  console.error(`functions/Dashboard : error DASH001: ${error.message}`);
  process.exit(1);
}
